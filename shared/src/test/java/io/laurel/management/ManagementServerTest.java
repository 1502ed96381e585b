package io.laurel.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ManagementServerTest {
  private final Vertx vertx = Vertx.vertx();
  private final Readiness readiness = new Readiness(vertx);
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private int port;

  @BeforeEach
  void start() {
    port = start(0).await();
  }

  private Future<Integer> start(int onPort) {
    return ManagementServer.start(
        vertx,
        new ManagementConfig("127.0.0.1", onPort, 10),
        readiness,
        metrics,
        Clock.systemUTC());
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private HttpResponse<Buffer> get(String path) {
    return request(HttpMethod.GET, path);
  }

  private HttpResponse<Buffer> request(HttpMethod method, String path) {
    return WebClient.create(vertx).request(method, port, "127.0.0.1", path).send().await();
  }

  private static JsonObject check(String id, String status) {
    return new JsonObject().put("id", id).put("status", status);
  }

  @Test
  void live_notServing_200() {
    assertThat(get("/live").statusCode()).isEqualTo(200);
  }

  @Test
  void ready_notServing_503() {
    assertThat(get("/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void ready_servingAndChecksHold_200() {
    readiness.serving(true);
    readiness.add("database", Future::succeededFuture);

    var answer = get("/ready");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.bodyAsJsonObject())
        .isEqualTo(
            new JsonObject()
                .put("status", "UP")
                .put(
                    "checks",
                    new JsonArray().add(check("database", "UP")).add(check("serving", "UP"))));
  }

  @Test
  void ready_checkFails_503WithoutItsWords() {
    readiness.serving(true);
    readiness.add("database", () -> Future.failedFuture("mongodb://root:secret@db"));

    var answer = get("/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.bodyAsJsonObject().getJsonArray("checks"))
        .contains(check("database", "DOWN"));
    assertThat(answer.bodyAsString()).doesNotContain("secret");
  }

  @Test
  void ready_checkThrows_503() {
    readiness.serving(true);
    readiness.add(
        "database",
        () -> {
          throw new IllegalStateException("broken");
        });

    assertThat(get("/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void ready_checkNeverAnswers_503AfterASecond() {
    readiness.serving(true);
    readiness.add("database", () -> Promise.<Void>promise().future());

    assertThat(get("/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void metrics_always_prometheusText() {
    metrics.counter("trial").increment();

    var answer = get("/metrics");

    assertThat(answer.getHeader("content-type")).startsWith("text/plain; version=0.0.4");
    assertThat(answer.bodyAsString()).contains("trial_total 1.0");
  }

  @Test
  void otherPath_404() {
    assertThat(get("/readyz").statusCode()).isEqualTo(404);
  }

  @Test
  void otherMethod_405WithAllow() {
    var answer = request(HttpMethod.POST, "/ready");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.getHeader("allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  private HttpResponse<Buffer> level(String logger, String body) {
    return WebClient.create(vertx)
        .request(HttpMethod.PUT, port, "127.0.0.1", "/loggers/" + logger)
        .sendBuffer(Buffer.buffer(body))
        .await();
  }

  @Test
  void logger_put_hasThatLevelFromThenOn() {
    Logger logger = LoggerFactory.getLogger("io.laurel.trial");
    assertThat(logger.isDebugEnabled()).isFalse();

    assertThat(level("io.laurel.trial", "{\"level\":\"DEBUG\"}").statusCode()).isEqualTo(204);

    assertThat(logger.isDebugEnabled()).isTrue();
    assertThat(get("/loggers/io.laurel.trial").bodyAsJsonObject())
        .isEqualTo(
            new JsonObject()
                .put("name", "io.laurel.trial")
                .put("level", "DEBUG")
                .put("effectiveLevel", "DEBUG"));
    assertThat(get("/loggers/io.laurel.trial.part").bodyAsJsonObject().getString("effectiveLevel"))
        .isEqualTo("DEBUG");
    level("io.laurel.trial", "{\"level\":\"INFO\"}");
    assertThat(logger.isDebugEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "io.laurel.trial   | {\"level\":\"LOUD\"} | 400",
        "io.laurel.trial   | {\"level\":7}         | 400",
        "io.laurel.trial   | {}                    | 400",
        "io.laurel.trial   | DEBUG                 | 400",
        "io.laurel.trial   | []                    | 400",
        "no%20logger       | {\"level\":\"INFO\"} | 404",
        "org.mongodb       | {\"level\":\"DEBUG\"} | 400",
        "io.laurelx        | {\"level\":\"TRACE\"} | 400",
        "org.mongodb       | {\"level\":\"WARN\"} | 204"
      })
  void logger_putOfWhatCannotBe_isRefused(String logger, String body, int status) {
    assertThat(level(logger, body).statusCode()).isEqualTo(status);
  }

  @Test
  void logger_longBody_isRefused() {
    assertThat(level("io.laurel.trial", " ".repeat(5_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void logger_otherMethod_405WithAllow() {
    var answer = request(HttpMethod.DELETE, "/loggers/io.laurel.trial");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.getHeader("allow")).isEqualTo("GET, HEAD, OPTIONS, PUT");
  }

  @Test
  void start_portTaken_configExceptionNamesIt() {
    assertThatThrownBy(() -> start(port).await())
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("MANAGEMENT_PORT", "127.0.0.1:" + port);
  }
}
