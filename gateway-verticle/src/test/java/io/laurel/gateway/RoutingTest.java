package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.laurel.bus.TestTokens;
import io.laurel.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
  private static final String TOKEN = TestTokens.with(Role.USER);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/nothing",
        "/api/v1/events/",
        "/api/v1//events",
        "/api/v1/events/x/y/z",
        "/api/v2/events",
        "/API/v1/events",
        "/api/v1/%zz",
        "/docs/../conf/gateway.json",
        "/docs/index.html",
        "/favicon.ico"
      })
  void unknownPath_isNotFoundBeforeAnythingElse(String path) {
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.POST, path)
            .putHeader("Content-Type", "text/plain")
            .sendBuffer(Buffer.buffer("x".repeat(100_000)))
            .await();
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
    JsonObject problem = response.bodyAsJsonObject();
    assertThat(problem.getString("code")).isEqualTo("not-found");
    assertThat(problem.getString("instance")).isEqualTo(path);
    assertThat(problem.getString("requestId")).isEqualTo(response.getHeader("X-Request-Id"));
  }

  @Test
  void unknownPath_bodyStillToCome_theConnectionGoesOnAfterIt() throws IOException {
    try (Socket socket = gateway.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(TestGateway.crlf("POST /nothing HTTP/1.1\nHost: x\nContent-Length: 5\n\n"));
      assertThat(TestGateway.readUntil(socket.getInputStream(), "\"}"))
          .contains(" 404 ")
          .doesNotContainIgnoringCase("connection: close");
      out.write(TestGateway.crlf("helloGET /api/v1/ HTTP/1.1\nHost: x\n\n"));
      assertThat(TestGateway.readUntil(socket.getInputStream(), "\"}")).contains(" 200 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/v1/events, 'GET, HEAD, OPTIONS, POST'",
    "POST, /api/v1/events/e1, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
    "GET, /api/v1/auth/login, 'OPTIONS, POST'",
    "HEAD, /api/v1/auth/login, 'OPTIONS, POST'",
    "PUT, /openapi.yaml, 'GET, HEAD, OPTIONS'",
    "FOO, /api/v1/events, 'GET, HEAD, OPTIONS, POST'"
  })
  void otherMethod_isNotAllowed(String method, String path, String allow) {
    HttpResponse<Buffer> response =
        gateway.request(HttpMethod.valueOf(method), path).send().await();
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.getHeader("Allow")).isEqualTo(allow);
    if (!method.equals("HEAD")) {
      assertThat(response.bodyAsJsonObject().getString("code")).isEqualTo("method-not-allowed");
    }
  }

  @Test
  void options_namesTheMethodsAndOpensNoCors() {
    HttpResponse<Buffer> response =
        gateway
            .request(HttpMethod.OPTIONS, "/api/v1/events")
            .putHeader("Origin", "https://evil.example")
            .putHeader("Access-Control-Request-Method", "POST")
            .send()
            .await();
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(response.headers().names()).noneMatch(name -> name.startsWith("access-control"));
  }

  @Test
  void head_isGetWithoutItsBody() {
    gateway.answer("event.get", new JsonObject().put("id", "e1").put("version", 3));
    HttpResponse<Buffer> got =
        gateway.request(HttpMethod.GET, "/api/v1/events/e1", TOKEN).send().await();
    HttpResponse<Buffer> head =
        gateway.request(HttpMethod.HEAD, "/api/v1/events/e1", TOKEN).send().await();
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isNull();
    assertThat(head.getHeader("Content-Length")).isEqualTo(got.getHeader("Content-Length"));
    assertThat(head.getHeader("ETag")).isEqualTo(got.getHeader("ETag")).isEqualTo("\"3\"");
  }

  @ParameterizedTest
  @CsvSource({
    "a%2Fb, a/b",
    "a%252Fb, a%2Fb",
    "%25, %",
    "a+b, a+b",
    "a%20b, a b",
    "%C3%A9, é",
    "%F0%9F%91%91, 👑",
    "a;b=c, a;b=c",
    "%2E%2E, ..",
    "..;, ..;",
    "{eventId}, {eventId}"
  })
  void pathId_isDecodedOnce(String sent, String received) throws InterruptedException {
    var seen = gateway.answer("event.get", new JsonObject().put("version", 1));
    HttpResponse<Buffer> response =
        gateway.request(HttpMethod.GET, "/api/v1/events/" + sent, TOKEN).send().await();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(seen.take().body()).isEqualTo(new JsonObject().put("eventId", received));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "%4", "%zz", "%C3", "%C3%28", "%FF", "%C0%80", "%ED%A0%80", "%u0041"})
  void pathId_badlyEncoded_isInvalidWithItsPointer(String sent) {
    HttpResponse<Buffer> response =
        gateway.request(HttpMethod.GET, "/api/v1/events/" + sent, TOKEN).send().await();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(
            response
                .bodyAsJsonObject()
                .getJsonArray("errors")
                .getJsonObject(0)
                .getString("pointer"))
        .isEqualTo("/eventId");
  }

  @Test
  void pathId_zeroCharacter_isInvalidWithItsPointer() {
    HttpResponse<Buffer> response =
        gateway.request(HttpMethod.GET, "/api/v1/events/a%00b", TOKEN).send().await();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(
            response
                .bodyAsJsonObject()
                .getJsonArray("errors")
                .getJsonObject(0)
                .getString("pointer"))
        .isEqualTo("/eventId");
  }

  @Test
  void serviceInfo_isAnsweredWithoutTheBus() {
    HttpResponse<Buffer> response = gateway.get("/api/v1/");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsJsonObject())
        .isEqualTo(
            new JsonObject()
                .put("name", "laurel")
                .put("version", TestGateway.CONTRACT.version())
                .put("status", "UP"));
  }

  @Test
  void sameRouteTwice_isRefusedAtStart() {
    ContractRouter router = new ContractRouter().add(HttpMethod.GET, "/a/{x}", context -> {});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> router.add(HttpMethod.GET, "/a/{y}", context -> {}));
  }
}
