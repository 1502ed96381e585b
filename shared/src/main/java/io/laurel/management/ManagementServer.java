package io.laurel.management;

import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import io.laurel.config.Listening;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import java.util.Comparator;
import java.util.Set;

/**
 * Answers the operator on a port of its own: {@code /live} while the event loop turns, {@code
 * /ready} 200 or 503 with the checks, {@code /metrics} for Prometheus. Lives until Vert.x closes,
 * longer than every verticle.
 */
public final class ManagementServer {
  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int IDLE_TIMEOUT_SECONDS = 30;
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Readiness readiness;
  private final PrometheusMeterRegistry metrics;

  private ManagementServer(Readiness readiness, PrometheusMeterRegistry metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  /**
   * Starts it. Fails with {@link io.laurel.config.ConfigException} where the port cannot be had.
   *
   * @return the port it listens on
   */
  public static Future<Integer> start(
      Vertx vertx, ManagementConfig config, Readiness readiness, PrometheusMeterRegistry metrics) {
    HttpServerOptions options = new HttpServerOptions().setIdleTimeout(IDLE_TIMEOUT_SECONDS);
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(new ManagementServer(readiness, metrics)::handle);
    return Listening.on(server, config.host(), config.port(), "MANAGEMENT_PORT")
        .map(HttpServer::actualPort);
  }

  private void handle(HttpServerRequest request) {
    if (!METHODS.contains(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      answer(request, METHOD_NOT_ALLOWED, TEXT, "");
      return;
    }
    switch (String.valueOf(request.path())) {
      case "/live" -> answer(request, OK, JSON, "{\"status\":\"UP\"}");
      case "/ready" ->
          readiness.checks().checkStatus().onComplete(done -> ready(request, done.result()));
      case "/metrics" -> answer(request, OK, PROMETHEUS, metrics.scrape());
      default -> answer(request, NOT_FOUND, TEXT, "/live /ready /metrics\n");
    }
  }

  /** {@code result} is null where a check could not even be asked. */
  private static void ready(HttpServerRequest request, CheckResult result) {
    boolean up = result != null && CheckResult.isUp(result);
    JsonObject body = new JsonObject().put("status", status(up));
    if (result != null) {
      // Names and states only: the cause of a failure stands in the log.
      JsonArray checks = new JsonArray();
      result.getChecks().stream()
          .sorted(Comparator.comparing(CheckResult::getId))
          .forEach(check -> checks.add(one(check)));
      body.put("checks", checks);
    }
    answer(request, up ? OK : SERVICE_UNAVAILABLE, JSON, body.encode());
  }

  private static JsonObject one(CheckResult check) {
    return new JsonObject().put("id", check.getId()).put("status", status(CheckResult.isUp(check)));
  }

  private static String status(boolean up) {
    return up ? "UP" : "DOWN";
  }

  private static void answer(
      HttpServerRequest request, HttpResponseStatus status, String type, String body) {
    request
        .response()
        .setStatusCode(status.code())
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body);
  }
}
