package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
  private static final String OURS = "https://game.example";
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        new TestGateway(
            TestGateway.CONTRACT,
            Map.of("CORS_ORIGINS", OURS + ", http://localhost:3000", "RATE_LIMITS", "auth=1/60"));
    gateway.answer("event.get", new JsonObject().put("id", "e1").put("version", 3));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpRequest<Buffer> from(String origin, HttpMethod method, String path) {
    return gateway.request(method, path, TestTokens.with(Role.USER)).putHeader("Origin", origin);
  }

  private static void assertOpen(HttpResponse<Buffer> response, String origin) {
    assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(response.getHeader("Access-Control-Allow-Credentials")).isNull();
    assertThat(response.getHeader("Access-Control-Expose-Headers"))
        .contains(
            "ETag",
            "Location",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "X-Request-Id",
            "Idempotency-Replayed");
  }

  private static void assertClosed(HttpResponse<Buffer> response) {
    assertThat(response.headers().names())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/events/e1, 200",
    "GET, /openapi.yaml, 200",
    "GET, /nothing, 404",
    "PUT, /api/v1/events, 405",
    "GET, /api/v1/users, 403"
  })
  void answer_toANamedOrigin_isOpen_refusalsAndDocumentsToo(
      String method, String path, int status) {
    HttpResponse<Buffer> response = from(OURS, HttpMethod.valueOf(method), path).send().await();
    assertThat(response.statusCode()).isEqualTo(status);
    assertOpen(response, OURS);
    assertThat(response.getHeader("Vary")).startsWith("origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://game.example.evil.example",
        "http://game.example",
        "https://game.example:8443",
        "https://GAME.example",
        "https://evil.example",
        "null"
      })
  void answer_toAnybodyElse_isClosed_andVaries(String origin) {
    HttpResponse<Buffer> response =
        from(origin, HttpMethod.GET, "/api/v1/events/e1").send().await();
    assertThat(response.statusCode()).isEqualTo(200);
    assertClosed(response);
    assertThat(response.getHeader("Vary")).startsWith("origin");
    assertClosed(
        from(origin, HttpMethod.OPTIONS, "/api/v1/events")
            .putHeader("Access-Control-Request-Method", "POST")
            .send()
            .await());
  }

  @Test
  void preflight_saysWhatMayFollow() {
    HttpResponse<Buffer> response =
        from("http://localhost:3000", HttpMethod.OPTIONS, "/api/v1/events/e1")
            .putHeader("Access-Control-Request-Method", "PATCH")
            .putHeader("Access-Control-Request-Headers", "authorization,if-match,content-type")
            .send()
            .await();
    assertThat(response.statusCode()).isEqualTo(204);
    assertOpen(response, "http://localhost:3000");
    assertThat(response.getHeader("Access-Control-Max-Age")).isEqualTo("600");
    assertThat(response.getHeader("Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
    assertThat(response.getHeader("Access-Control-Allow-Headers"))
        .contains("Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key");
  }

  @Test
  void options_withoutAskingForMore_isNoPreflight() {
    HttpResponse<Buffer> response = from(OURS, HttpMethod.OPTIONS, "/api/v1/events").send().await();
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.getHeader("Access-Control-Allow-Methods")).isNull();
  }
}
