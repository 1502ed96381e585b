package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.failure.Failure;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  private static final String TOKEN = TestTokens.with(Role.ADMIN);
  private static final JsonObject REWARD =
      new JsonObject().put("id", "rwd_1").put("eventId", "evt_1").put("version", 7);
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(TestGateway.CONTRACT, Map.of("REQUEST_DEADLINE_MS", 2_000));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void forget() {
    gateway.forget();
  }

  private static HttpResponse<Buffer> createReward() {
    return gateway
        .request(HttpMethod.POST, "/api/v1/events/evt_1/rewards", TOKEN)
        .sendJsonObject(new JsonObject().put("name", "Gems").put("type", "CURRENCY"))
        .await();
  }

  private static HttpResponse<Buffer> getEvent() {
    return gateway.request(HttpMethod.GET, "/api/v1/events/evt_1", TOKEN).send().await();
  }

  private static HttpResponse<Buffer> definition(HttpMethod method, String... tags) {
    gateway.answer(
        "definition.get", new JsonObject().put("id", "d1").put("version", 3).put("name", "Gems"));
    HttpRequest<Buffer> request = gateway.request(method, "/api/v1/reward-definitions/d1", TOKEN);
    for (String tag : tags) {
      request.headers().add("If-None-Match", tag);
    }
    return request.send().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "W/\"3\"", "\"1\", \"3\"", "*"})
  void versionThatIsKnown_isNotSentAgain(String tag) {
    for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
      HttpResponse<Buffer> response = definition(method, tag);
      assertThat(response.statusCode()).isEqualTo(304);
      assertThat(response.getHeader("ETag")).isEqualTo("\"3\"");
      assertThat(response.body()).isNull();
    }
  }

  @Test
  void versionThatIsKnown_inASecondLine_isNotSentAgain() {
    assertThat(definition(HttpMethod.GET, "\"9\"", "W/\"3\"").statusCode()).isEqualTo(304);
  }

  @Test
  void versionThatIsNotKnown_isSent() {
    assertThat(definition(HttpMethod.GET, "\"2\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "*, \"3\"", "\"3"})
  void versionThatIsNone_pointer(String tag) {
    HttpResponse<Buffer> response = definition(HttpMethod.GET, tag);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.bodyAsString()).contains("\"pointer\":\"/If-None-Match\"");
  }

  /** Their status or what remains of them changes without a new version. */
  @ParameterizedTest
  @CsvSource({"event.get, /api/v1/events/e1", "reward.get, /api/v1/events/e1/rewards/r1"})
  void whatHasDerivedFields_isAlwaysSent(String address, String path) {
    gateway.answer(address, new JsonObject().put("version", 3));
    HttpRequest<Buffer> request =
        gateway.request(HttpMethod.GET, path, TOKEN).putHeader("If-None-Match", "\"3\"");
    assertThat(request.send().await().statusCode()).isEqualTo(200);
  }

  @Test
  void success_hasStatusBodyAndHeadersOfTheContract() {
    gateway.answer("reward.create", REWARD);
    HttpResponse<Buffer> response = createReward();
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(response.bodyAsJsonObject()).isEqualTo(REWARD);
    assertThat(response.getHeader("Location")).isEqualTo("/api/v1/events/evt_1/rewards/rwd_1");
    assertThat(response.getHeader("ETag")).isEqualTo("\"7\"");
    assertThat(response.headers().contains("Idempotency-Replayed")).isFalse();
  }

  @Test
  void success_ownHeaderOfTheReply_isPassedOnIfTheContractNamesIt() {
    DeliveryOptions options =
        new DeliveryOptions()
            .addHeader("idempotency-replayed", "true")
            .addHeader("Set-Cookie", "a=b")
            .addHeader("Location", "https://evil.example");
    gateway.serve("reward.create", message -> message.reply(REWARD, options));
    HttpResponse<Buffer> response = createReward();
    assertThat(response.getHeader("Idempotency-Replayed")).isEqualTo("true");
    assertThat(response.headers().contains("Set-Cookie")).isFalse();
    assertThat(response.getHeader("Location")).startsWith("/api/v1/");
  }

  @Test
  void success_fieldOfATemplateAbsent_leavesTheHeaderOut() {
    gateway.answer("reward.create", new JsonObject().put("id", "rwd_1"));
    HttpResponse<Buffer> response = createReward();
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().names()).doesNotContain("location", "etag");
  }

  @Test
  void success_headerThatWouldSplitTheAnswer_isInternal() {
    gateway.answer("event.get", new JsonObject().put("version", "1\r\nSet-Cookie: a=b"));
    HttpResponse<Buffer> response = getEvent();
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().contains("Set-Cookie")).isFalse();
  }

  @Test
  void success_withoutTheBodyOfTheContract_isInternal() {
    gateway.answer("event.get", null);
    assertThat(getEvent().statusCode()).isEqualTo(500);
  }

  @Test
  void refusal_isPassedOnWithInstanceAndExtensions() {
    Failure failure =
        Failure.unprocessable("conditions-not-met", "Two days are missing.")
            .with("conditions", new JsonArray().add(new JsonObject().put("type", "LEVEL")));
    gateway.serve("event.get", message -> message.fail(422, failure.toProblem("req_x").encode()));
    HttpResponse<Buffer> response = getEvent();
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.bodyAsJsonObject())
        .isEqualTo(
            failure
                .toProblem(response.getHeader("X-Request-Id"))
                .put("instance", "/api/v1/events/evt_1"));
  }

  @Test
  void refusal_withRetryAfter_saysItInTheHeaderToo() {
    Failure failure = Failure.unavailable("The database is away.", Duration.ofSeconds(5));
    gateway.serve("event.get", message -> message.fail(503, failure.toProblem("req_x").encode()));
    HttpResponse<Buffer> response = getEvent();
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    assertThat(response.bodyAsJsonObject().getString("detail")).isEqualTo("The database is away.");
  }

  @Test
  void nobodyServes_isUnavailable() {
    HttpResponse<Buffer> response = getEvent();
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("unavailable");
  }

  @Test
  void noAnswer_isDeadlineExceededInTime() {
    gateway.serve("event.get", message -> {});
    long start = System.nanoTime();
    HttpResponse<Buffer> response = getEvent();
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("deadline-exceeded");
    // Not by the default of 10 s; a busy machine has four times what is configured here.
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(9));
  }

  @Test
  void peerFailsInItsOwnWords_isInternalWithoutThem() {
    gateway.serve("event.get", message -> message.fail(13, "NullPointerException at Secret.java"));
    HttpResponse<Buffer> response = getEvent();
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.bodyAsString()).contains("\"internal\"").doesNotContain("Secret");
  }

  private static List<HttpResponse<Buffer>> oneOfEach() {
    gateway.answer("event.get", new JsonObject().put("version", 1));
    return List.of(
        getEvent(),
        createReward(),
        gateway.get("/api/v1/"),
        gateway.get("/api/v1/nothing"),
        gateway.get("/api/v1/auth/me"),
        gateway.get("/openapi.yaml"),
        gateway.get("/docs"),
        gateway.get("/"),
        gateway.request(HttpMethod.DELETE, "/api/v1/events").send().await(),
        gateway.request(HttpMethod.OPTIONS, "/api/v1/events").send().await(),
        gateway
            .request(HttpMethod.POST, "/api/v1/auth/login")
            .sendBuffer(Buffer.buffer("x".repeat(100_000)))
            .await());
  }

  @Test
  void everyAnswer_hasItsSecurityHeaders() {
    for (HttpResponse<Buffer> response : oneOfEach()) {
      assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(response.getHeader("X-Frame-Options")).isEqualTo("DENY");
      assertThat(response.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(response.getHeader("Content-Security-Policy"))
          .startsWith("default-src 'none'")
          .contains("frame-ancestors 'none'");
      assertThat(response.headers().names())
          .doesNotContain("server", "x-powered-by")
          .noneMatch(name -> name.startsWith("access-control"));
    }
  }

  @Test
  void everyAnswerOfTheApi_isNotStored() {
    gateway.answer("event.get", new JsonObject().put("version", 1));
    for (HttpResponse<Buffer> response :
        List.of(getEvent(), gateway.get("/api/v1/"), gateway.get("/api/v1/nothing"))) {
      assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void everyAnswer_hasARequestId() {
    for (HttpResponse<Buffer> response : oneOfEach()) {
      assertThat(response.getHeader("X-Request-Id")).startsWith("req_");
    }
  }

  @Test
  void requestId_sane_isTakenOverEverywhere() {
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.GET, "/api/v1/nothing")
            .putHeader("X-Request-Id", "Client-1.a_b")
            .send()
            .await();
    assertThat(response.getHeader("X-Request-Id")).isEqualTo("Client-1.a_b");
    assertThat(response.bodyAsJsonObject().getString("requestId")).isEqualTo("Client-1.a_b");
  }

  @Test
  void requestId_odd_isReplaced() {
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.GET, "/api/v1/nothing")
            .putHeader("X-Request-Id", "<script>")
            .send()
            .await();
    assertThat(response.getHeader("X-Request-Id")).startsWith("req_");
    assertThat(response.bodyAsString()).doesNotContain("script");
  }
}
