package io.laurel.gateway;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.contract.Parameter;
import io.laurel.http.Answer;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets pages of some other origins call from a browser (the Fetch standard, CORS). Every answer
 * says so, refusals and documents too; without credentials, as a token is no cookie.
 */
final class Cors implements Handler<RoutingContext> {
  private static final String SETTING = "CORS_ORIGINS";

  /** As browsers write one: no path, no slash at its end, no wildcard. */
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:[0-9]{1,5})?");

  private static final String MAX_AGE_SECONDS = "600";

  /** What every answer may have that a page cannot see otherwise. */
  private static final List<String> ALWAYS_EXPOSED =
      List.of(
          "ETag",
          "Idempotency-Replayed",
          "Location",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After",
          "X-Request-Id");

  /** What every operation takes that a page may not send otherwise. */
  private static final List<String> ALWAYS_TAKEN =
      List.of("Authorization", "Content-Type", "X-Request-Id", "traceparent", "tracestate");

  private final Set<String> origins;
  private final String exposed;
  private final String taken;

  /** Opens the operations of that contract to those origins. */
  Cors(Set<String> origins, Contract contract) {
    this.origins = Set.copyOf(origins);
    this.exposed =
        joined(
            ALWAYS_EXPOSED,
            contract.operations().stream()
                .flatMap(operation -> operation.success().headers().keySet().stream()));
    this.taken = joined(ALWAYS_TAKEN, contract.operations().stream().flatMap(Cors::headers));
  }

  /**
   * Reads {@code CORS_ORIGINS}; empty where it stays closed. Fails for what no browser says, and
   * for {@code *} and {@code null}, which are everybody.
   */
  static Set<String> origins(Settings settings) {
    String text = settings.textOrNull(SETTING);
    if (text == null) {
      return Set.of();
    }
    Set<String> origins = new TreeSet<>();
    for (String origin : text.split(",", -1)) {
      if (!ORIGIN.matcher(origin.strip()).matches()) {
        throw new ConfigException(
            SETTING
                + " takes origins by commas, as browsers write them (https://game.example.com),"
                + " never * or null, not "
                + text);
      }
      origins.add(origin.strip());
    }
    return origins;
  }

  private static Stream<String> headers(Operation operation) {
    return operation.parameters().stream()
        .filter(parameter -> parameter.place() == Parameter.Place.HEADER)
        .map(Parameter::name);
  }

  private static String joined(List<String> always, Stream<String> more) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(always);
    more.forEach(names::add);
    return String.join(", ", names);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    Answer.vary(response, HttpHeaders.ORIGIN);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && origins.contains(origin)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
      if (request.method().equals(HttpMethod.OPTIONS)
          && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
        context.addHeadersEndHandler(head -> allow(response));
      }
    }
    context.next();
  }

  /** What may follow, where there is something at that path. */
  private void allow(HttpServerResponse response) {
    String methods = response.headers().get(HttpHeaders.ALLOW);
    if (response.getStatusCode() == HttpResponseStatus.NO_CONTENT.code() && methods != null) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, taken)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    }
  }
}
