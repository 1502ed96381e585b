package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.security.ForgedTokens;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void forget() {
    gateway.forget();
  }

  private static void assertUnauthorized(HttpResponse<Buffer> response, String challenge) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().getAll("WWW-Authenticate")).containsExactly(challenge);
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("unauthorized");
  }

  @Test
  void noToken_isUnauthorized() {
    assertUnauthorized(gateway.get("/api/v1/auth/me"), "Bearer realm=\"laurel\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic eDp5", "x", ""})
  void noGoodToken_isInvalid(String header) {
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.GET, "/api/v1/auth/me")
            .putHeader("Authorization", header)
            .send()
            .await();
    assertUnauthorized(response, "Bearer realm=\"laurel\", error=\"invalid_token\"");
  }

  /** RFC 9110 takes any number of spaces between the scheme and what follows. */
  @Test
  void token_afterSeveralSpaces_isTaken() {
    assertThat(
            gateway
                .request(HttpMethod.GET, "/api/v1/auth/me", "  " + TestTokens.with(Role.USER))
                .send()
                .await()
                .statusCode())
        .as("nobody serves it, but it was taken")
        .isEqualTo(503);
  }

  /** I2 through the front door. */
  @TestFactory
  Stream<DynamicTest> forgedToken_isInvalid() {
    return ForgedTokens.all().entrySet().stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.getKey(),
                    () ->
                        assertUnauthorized(
                            gateway
                                .request(HttpMethod.GET, "/api/v1/auth/me", vector.getValue())
                                .send()
                                .await(),
                            "Bearer realm=\"laurel\", error=\"invalid_token\"")));
  }

  @Test
  void expiredToken_isInvalid() {
    String token = TestTokens.endingAt(Instant.now().minusSeconds(1), Role.USER);
    assertUnauthorized(
        gateway.request(HttpMethod.GET, "/api/v1/auth/me", token).send().await(),
        "Bearer realm=\"laurel\", error=\"invalid_token\"");
  }

  @Test
  void twoTokens_areInvalid() {
    HttpRequest<Buffer> request = gateway.request(HttpMethod.GET, "/api/v1/auth/me");
    request
        .headers()
        .add("Authorization", "Bearer " + TestTokens.with(Role.USER))
        .add("Authorization", "Bearer " + TestTokens.with(Role.ADMIN));
    assertUnauthorized(request.send().await(), "Bearer realm=\"laurel\", error=\"invalid_token\"");
  }

  @Test
  void tokenInTheQuery_isNone() {
    assertUnauthorized(
        gateway.get("/api/v1/auth/me?access_token=" + TestTokens.with(Role.USER)),
        "Bearer realm=\"laurel\"");
  }

  @Test
  void schemeInOtherCase_isTheSame() {
    gateway.answer("auth.me", new JsonObject());
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.GET, "/api/v1/auth/me")
            .putHeader("Authorization", "bEARER " + TestTokens.with(Role.USER))
            .send()
            .await();
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void token_comesBeforeTheMessage() {
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.POST, "/api/v1/events?unknown=1")
            .putHeader("Content-Type", "text/plain")
            .sendBuffer(Buffer.buffer("{"))
            .await();
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void wrongRole_comesBeforeTheSchema() {
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.POST, "/api/v1/events", TestTokens.with(Role.USER))
            .sendJsonObject(new JsonObject().put("unknown", 1))
            .await();
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("forbidden");
  }

  @Test
  void token_travelsOnWithTheRequestId() throws InterruptedException {
    var seen = gateway.answer("auth.me", new JsonObject());
    String token = TestTokens.with(Role.USER);
    gateway
        .request(HttpMethod.GET, "/api/v1/auth/me", token)
        .putHeader("X-Request-Id", "mine-1")
        .send()
        .await();
    var message = seen.take();
    assertThat(message.headers().get("Authorization")).isEqualTo("Bearer " + token);
    assertThat(message.headers().get("X-Request-Id")).isEqualTo("mine-1");
  }

  @Test
  void identityHeaders_changeNothingAndGoNowhere() throws InterruptedException {
    HttpResponse<Buffer> anonymous =
        gateway
            .request(HttpMethod.GET, "/api/v1/auth/me")
            .putHeader("X-User-Id", "usr_1")
            .putHeader("X-User-Roles", "ADMIN")
            .send()
            .await();
    assertThat(anonymous.statusCode()).isEqualTo(401);

    var seen = gateway.answer("auth.me", new JsonObject());
    gateway
        .request(HttpMethod.GET, "/api/v1/auth/me", TestTokens.with(Role.USER))
        .putHeader("X-User-Id", "usr_1")
        .putHeader("X-Client-Address", "198.51.100.1")
        .putHeader("X-Forwarded-For", "198.51.100.1")
        .putHeader("User-Agent", "curl/8")
        .putHeader("X-Within-Ms", "1")
        .send()
        .await();
    var headers = seen.take().headers();
    assertThat(headers.names())
        .containsExactlyInAnyOrderElementsOf(
            List.of(
                "Authorization", "X-Request-Id", "X-Within-Ms", "X-Client-Address", "User-Agent"));
    assertThat(headers.get("X-Within-Ms")).isNotEqualTo("1");
    assertThat(headers.getAll("X-Client-Address")).containsExactly("127.0.0.1");
    assertThat(headers.get("User-Agent")).isEqualTo("curl/8");
  }

  @Test
  void forwardedFor_ofATrustedProxy_isWhereTheCallComesFrom() throws InterruptedException {
    try (TestGateway proxied =
        new TestGateway(TestGateway.CONTRACT, Map.of("TRUSTED_PROXIES", "127.0.0.0/8"))) {
      var seen = proxied.answer("auth.me", new JsonObject());
      proxied
          .request(HttpMethod.GET, "/api/v1/auth/me", TestTokens.with(Role.USER))
          .putHeader(
              "X-Forwarded-For", (Iterable<String>) List.of("1.1.1.1", "198.51.100.1, 127.0.0.2"))
          .send()
          .await();
      assertThat(seen.take().headers().get("X-Client-Address")).isEqualTo("198.51.100.1");
    }
  }

  @Test
  void openOperation_ignoresTheHeaderAndKeepsItBack() throws InterruptedException {
    var seen = gateway.answer("auth.login", new JsonObject());
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.POST, "/api/v1/auth/login", "expired.or.odd")
            .sendJsonObject(new JsonObject().put("login", "ada").put("password", "secret"))
            .await();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(seen.take().headers().contains("Authorization")).isFalse();
  }

  @Test
  void wrongPassword_isChallengedWithoutBlamingAToken() {
    gateway.serve(
        "auth.login",
        message ->
            message.fail(
                401,
                new JsonObject()
                    .put("status", 401)
                    .put("code", "invalid-credentials")
                    .put("detail", "No.")
                    .encode()));
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.POST, "/api/v1/auth/login", "expired")
            .sendJsonObject(new JsonObject().put("login", "ada").put("password", "secret"))
            .await();
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer realm=\"laurel\"");
    assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("invalid-credentials");
  }
}
