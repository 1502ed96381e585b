package io.laurel.management;

import static io.netty.handler.codec.http.HttpResponseStatus.NO_CONTENT;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;

import ch.qos.logback.classic.LoggerContext;
import io.laurel.bus.RequestId;
import io.laurel.config.Listening;
import io.laurel.failure.BodyFailures;
import io.laurel.failure.Failure;
import io.laurel.http.AccessLog;
import io.laurel.http.Answer;
import io.laurel.http.Connections;
import io.laurel.http.HttpDoor;
import io.laurel.http.HttpFailures;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Answers the operator on a port of its own: {@code /live} while the process lives, {@code /ready}
 * 200 or 503 with the checks, {@code /metrics} for Prometheus, {@code /loggers/NAME} its level.
 * Lives until its Vert.x closes, longer than every verticle.
 */
public final class ManagementServer {
  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<String> PATHS = Set.of("/live", "/ready", "/metrics");
  private static final String ALLOWED = "GET, HEAD, OPTIONS";
  private static final String LOGGERS = "/loggers/";
  private static final int MAX_BODY = 1_024;
  private static final String JSON = "application/json";
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Readiness readiness;
  private final PrometheusMeterRegistry metrics;
  private final Loggers loggers = new Loggers((LoggerContext) LoggerFactory.getILoggerFactory());

  private ManagementServer(Readiness readiness, PrometheusMeterRegistry metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  /**
   * Starts it. Fails with {@link io.laurel.config.ConfigException} where the port cannot be had.
   *
   * @param vertx one that nothing else keeps busy
   * @return the port it listens on
   */
  public static Future<Integer> start(
      Vertx vertx,
      ManagementConfig config,
      Readiness readiness,
      PrometheusMeterRegistry metrics,
      Clock clock) {
    HttpServerOptions options =
        new HttpServerOptions().setIdleTimeout(Math.toIntExact(IDLE_TIMEOUT.toSeconds()));
    int bound = config.maxConnections();
    HttpDoor door =
        new HttpDoor(
            new Connections(
                "management", new Connections.Bounds(bound, bound), address -> false, metrics),
            IDLE_TIMEOUT,
            clock,
            new AccessLog("io.laurel.management.access"));
    HttpServer server =
        door.server(vertx, options, new ManagementServer(readiness, metrics)::handle);
    return Listening.on(server, config.host(), config.port(), "MANAGEMENT_PORT")
        .map(HttpServer::actualPort);
  }

  private void handle(HttpServerRequest request) {
    String id = RequestId.orNew(request.getHeader(Answer.REQUEST_ID));
    Answer.prepare(request.response(), id);
    String path = request.path();
    if (path.startsWith(LOGGERS)) {
      logger(request, path.substring(LOGGERS.length()), id);
    } else if (!PATHS.contains(path)) {
      refuse(
          request,
          Failure.notFound("not-found", "Only /live, /ready, /metrics, /loggers/NAME are here."),
          id);
    } else if (METHODS.contains(request.method())) {
      answer(request, path);
    } else {
      allow(request, ALLOWED, id);
    }
  }

  private static void allow(HttpServerRequest request, String methods, String id) {
    request.response().putHeader(HttpHeaders.ALLOW, methods);
    if (request.method().equals(HttpMethod.OPTIONS)) {
      request.response().setStatusCode(NO_CONTENT.code()).end();
    } else {
      refuse(request, HttpFailures.methodNotAllowed(), id);
    }
  }

  private void logger(HttpServerRequest request, String name, String id) {
    if (METHODS.contains(request.method())) {
      Future.succeededFuture(name)
          .map(loggers::read)
          .onSuccess(told -> answer(request, OK, JSON, told.encode()))
          .onFailure(cause -> refuse(request, Failure.of(cause), id));
    } else if (request.method().equals(HttpMethod.PUT)) {
      change(request, name, id);
    } else {
      allow(request, "GET, HEAD, OPTIONS, PUT", id);
    }
  }

  private void change(HttpServerRequest request, String name, String id) {
    Buffer body = Buffer.buffer();
    request.handler(
        chunk -> {
          if (body.length() <= MAX_BODY) {
            body.appendBuffer(chunk);
          }
        });
    request
        .end()
        .map(
            read -> {
              if (body.length() > MAX_BODY) {
                throw BodyFailures.payloadTooLarge(MAX_BODY);
              }
              loggers.change(name, body);
              return null;
            })
        .onSuccess(done -> request.response().setStatusCode(NO_CONTENT.code()).end())
        .onFailure(cause -> refuse(request, Failure.of(cause), id));
  }

  private static void refuse(HttpServerRequest request, Failure failure, String id) {
    Answer.refuse(request, failure, failure.toProblem(id).put("instance", request.path()));
  }

  private void answer(HttpServerRequest request, String path) {
    switch (path) {
      case "/live" -> answer(request, OK, JSON, "{\"status\":\"UP\"}");
      case "/ready" ->
          readiness.checks().checkStatus().onComplete(done -> ready(request, done.result()));
      default -> answer(request, OK, PROMETHEUS, metrics.scrape());
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
    request.response().setStatusCode(status.code()).putHeader(HttpHeaders.CONTENT_TYPE, type);
    Answer.end(request, Buffer.buffer(body));
  }
}
