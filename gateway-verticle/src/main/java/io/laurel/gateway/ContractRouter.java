package io.laurel.gateway;

import io.laurel.failure.Failure;
import io.laurel.http.HttpFailures;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds what answers a method and path. Vert.x Web's own routes would take a trailing slash, decode
 * paths before matching and try one pattern after the other; here a path fits exactly one template.
 */
final class ContractRouter implements Handler<RoutingContext> {
  private final PathTree<Map<HttpMethod, Route>> routes = new PathTree<>();

  private record Route(String template, Handler<RoutingContext> handler) {}

  /**
   * Adds a route.
   *
   * @throws IllegalArgumentException where the method and path are taken
   */
  ContractRouter add(HttpMethod method, String template, Handler<RoutingContext> handler) {
    Map<HttpMethod, Route> methods = routes.at(template, LinkedHashMap::new);
    if (methods.putIfAbsent(method, new Route(template, handler)) != null) {
      throw new IllegalArgumentException("Two handlers for " + method + " " + template);
    }
    return this;
  }

  @Override
  public void handle(RoutingContext context) {
    Map<HttpMethod, Route> methods = routes.find(context.request().path());
    if (methods == null) {
      context.fail(Failure.notFound());
      return;
    }
    HttpMethod method = context.request().method();
    RequestLog.routed(context, methods.values().iterator().next().template());
    Route route = methods.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
    if (route != null) {
      route.handler().handle(context);
    } else {
      refuse(context, method, methods.keySet());
    }
  }

  private static void refuse(RoutingContext context, HttpMethod method, Set<HttpMethod> known) {
    context.response().putHeader(HttpHeaders.ALLOW, allow(known));
    if (method.equals(HttpMethod.OPTIONS)) {
      ResponseWriter.empty(context);
    } else {
      context.fail(HttpFailures.methodNotAllowed());
    }
  }

  private static String allow(Set<HttpMethod> known) {
    Set<String> names =
        known.stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new));
    names.add("OPTIONS");
    if (names.contains("GET")) {
      names.add("HEAD");
    }
    return String.join(", ", names);
  }
}
