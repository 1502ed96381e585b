package io.laurel.standalone.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;

/**
 * A client as the README asks for one: it repeats what was answered 503 after as long as that says,
 * and soon, by another gateway, what lost its connection; always with the same key, and less often
 * the longer it fails.
 */
final class Caller {
  /** What the client waits for an answer; longer than any deadline of the system's. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final String BASE = "/api/v1";
  private static final int MAX_CONNECTIONS = 400;

  /** Twice as long each time, so that those who wait for a system that is down leave it room. */
  private static final int PAUSE_MS = 200;

  private static final int MAX_DOUBLED = 4;

  private final Vertx vertx;
  private final WebClient client;
  private final Probes probes;
  private final Journal journal;
  private volatile long giveUpAt = Long.MAX_VALUE;

  /**
   * What is asked for.
   *
   * @param kind of load
   * @param token null for nobody's
   * @param body null for none
   * @param key null for none
   */
  record Request(
      String kind, HttpMethod method, String path, String token, JsonObject body, String key) {
    static Request get(String kind, String path, String token) {
      return new Request(kind, HttpMethod.GET, path, token, null, null);
    }

    static Request post(String kind, String path, String token, JsonObject body) {
      return new Request(kind, HttpMethod.POST, path, token, body, null);
    }

    Request withKey(String idempotencyKey) {
      return new Request(kind, method, path, token, body, idempotencyKey);
    }
  }

  /** A client that writes down what it met. */
  Caller(Vertx vertx, Probes probes, Journal journal) {
    this.vertx = vertx;
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions().setConnectTimeout(2_000),
            new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
    this.probes = probes;
    this.journal = journal;
  }

  /** What is not decided when so much time has passed is left undecided. */
  void giveUpIn(Duration time) {
    giveUpAt = journal.now() + time.toMillis();
  }

  /** Asks until it is done or refused by the rules; fails where the client gave up. */
  Future<HttpResponse<Buffer>> ask(Request request) {
    return ask(request, 0);
  }

  private Future<HttpResponse<Buffer>> ask(Request request, int failed) {
    Node gateway = probes.gateway();
    Journal.Sent sent = journal.sent();
    return send(gateway, request)
        .transform(
            answered -> {
              Outcome outcome =
                  answered.succeeded() ? outcome(answered.result()) : outcome(answered.cause());
              String detail =
                  answered.succeeded()
                      ? detail(answered.result(), outcome)
                      : answered.cause().toString();
              journal.ended(
                  sent,
                  new Attempt(
                      request.kind(), gateway.name(), sent.at, journal.now(), outcome, detail));
              if (answered.failed() && answered.cause() instanceof ConnectException) {
                probes.refused(gateway);
              }
              if (!outcome.isError()) {
                return Future.succeededFuture(answered.result());
              }
              return journal.now() > giveUpAt
                  ? Future.failedFuture(outcome.label() + " " + detail)
                  : vertx
                      .timer(pause(answered.succeeded() ? answered.result() : null, failed))
                      .compose(later -> ask(request, failed + 1));
            });
  }

  private Future<HttpResponse<Buffer>> send(Node gateway, Request request) {
    HttpRequest<Buffer> sent =
        client
            .requestAbs(request.method(), gateway.place().httpUrl() + BASE + request.path())
            .timeout(PATIENCE.toMillis());
    if (request.token() != null) {
      sent.putHeader("Authorization", "Bearer " + request.token());
    }
    if (request.key() != null) {
      sent.putHeader("Idempotency-Key", request.key());
    }
    return request.body() == null ? sent.send() : sent.sendJsonObject(request.body());
  }

  private static Outcome outcome(HttpResponse<Buffer> answer) {
    return switch (answer.statusCode()) {
      case 200, 201, 204 -> Outcome.DONE;
      case 409 -> Outcome.REFUSED;
      case 503 -> answer.getHeader("Retry-After") == null ? Outcome.WRONG : Outcome.RETRYABLE;
      case 504 -> Outcome.LATE;
      default -> Outcome.WRONG;
    };
  }

  private static Outcome outcome(Throwable cause) {
    return cause instanceof TimeoutException ? Outcome.SILENT : Outcome.LOST;
  }

  private static String detail(HttpResponse<Buffer> answer, Outcome outcome) {
    return outcome.isError() ? answer.statusCode() + " " + answer.bodyAsString() : "";
  }

  private static long pause(HttpResponse<Buffer> answer, int failed) {
    String after = answer == null ? null : answer.getHeader("Retry-After");
    long told = after == null ? 0 : Duration.ofSeconds(Long.parseLong(after)).toMillis();
    int most = PAUSE_MS << Math.min(failed, MAX_DOUBLED);
    return told + 1 + ThreadLocalRandom.current().nextInt(most);
  }

  void close() {
    client.close();
  }
}
