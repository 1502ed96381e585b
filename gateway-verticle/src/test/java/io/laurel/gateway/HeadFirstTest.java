package io.laurel.gateway;

import static io.laurel.gateway.TestGateway.crlf;
import static io.laurel.gateway.TestGateway.readUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.security.Role;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is decided by a request's head comes before its body, however slowly a token is verified.
 */
@Timeout(30)
class HeadFirstTest {
  private static final String BODY = "{\"name\":\"Arena\"}";
  private static final String SLOW = "slow";
  private static final BlockingQueue<Promise<Void>> VERIFYING = new LinkedBlockingQueue<>();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(TestGateway.CONTRACT, Map.of(), HeadFirstTest::verifier);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void forget() {
    gateway.awaitNothingHeld();
    gateway.forget();
  }

  /** Verifies at once, but a token that says it is slow when the test lets it. */
  private static TokenVerifier verifier(Vertx vertx) {
    TokenVerifier verifier = TestTokens.verifier(vertx);
    return token -> {
      if (!token.startsWith(SLOW)) {
        return verifier.verify(token);
      }
      Promise<Void> gate = Promise.promise();
      VERIFYING.add(gate);
      return gate.future().compose(open -> verifier.verify(token.substring(SLOW.length())));
    };
  }

  private static String post(String path, String token, String more) {
    return "POST /api/v1"
        + path
        + " HTTP/1.1\nHost: x\nContent-Type: application/json\n"
        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\n")
        + more
        + "\n";
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(crlf(text));
  }

  private static String answer(Socket socket) throws IOException {
    return readUntil(socket.getInputStream(), "}");
  }

  @ParameterizedTest
  @CsvSource({
    "/events/e/rewards/r/codes, 4194303",
    "/activities, 524287",
    "/events, 60000",
    "/events, 900000"
  })
  void noToken_isRefusedWithoutTheBody(String path, int length) throws IOException {
    try (Socket socket = gateway.connect()) {
      write(socket, post(path, "", "Content-Length: " + length + "\n") + "{");
      assertThat(answer(socket))
          .startsWith("HTTP/1.1 401")
          .containsIgnoringCase("WWW-Authenticate");
      assertThat(gateway.budget.held()).isZero();
    }
  }

  @Test
  void wrongRole_isRefusedWithoutTheBody() throws IOException {
    try (Socket socket = gateway.connect()) {
      String token = TestTokens.with(Role.USER);
      write(socket, post("/activities", token, "Content-Length: 500000\n") + "{");
      assertThat(answer(socket)).startsWith("HTTP/1.1 403");
      assertThat(gateway.budget.held()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /nothing, '', text/plain, 9000000, 404",
    "PUT, /events, '', text/plain, 9000000, 405",
    "POST, /events, '', text/plain, 9000000, 401",
    "POST, /events, USER, text/plain, 9000000, 403",
    "POST, /events, ADMIN, text/plain, 9000000, 415",
    "POST, /events, ADMIN, application/json, 9000000, 413",
    "POST, /auth/login, '', application/json, 65537, 413"
  })
  void everythingWrong_isToldInThisOrder(
      String method, String path, String role, String type, int length, int status)
      throws IOException {
    String authorization =
        role.isEmpty() ? "" : "Authorization: Bearer " + TestTokens.with(Role.valueOf(role)) + "\n";
    try (Socket socket = gateway.connect()) {
      write(
          socket,
          method
              + " /api/v1"
              + path
              + " HTTP/1.1\nHost: x\n"
              + authorization
              + ("Content-Type: " + type + "\nContent-Length: " + length + "\n\n"));
      assertThat(answer(socket)).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  /** Sends a head, and what is given of the body while its token is looked at. */
  private static Socket sendSlowly(String version, String body) throws IOException {
    gateway.answer("event.create", new JsonObject().put("id", "e1").put("version", 1));
    Socket socket = gateway.connect();
    String token = SLOW + TestTokens.with(Role.ADMIN);
    write(
        socket,
        post("/events", token, "Content-Length: " + BODY.length() + "\n")
                .replace("HTTP/1.1", version)
            + body);
    return socket;
  }

  private static final String TERMS =
      ",\"startsAt\":\"2026-01-01T00:00:00Z\",\"endsAt\":\"2026-02-01T00:00:00Z\"}";

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
  void body_thatCameWhileTheTokenWasVerified_isRead(String version)
      throws IOException, InterruptedException {
    String body = BODY.replace("}", TERMS);
    var seen = gateway.answer("event.create", new JsonObject().put("id", "e1").put("version", 1));
    try (Socket socket = gateway.connect()) {
      String token = SLOW + TestTokens.with(Role.ADMIN);
      write(
          socket,
          post("/events", token, "Content-Length: " + body.length() + "\n")
                  .replace("HTTP/1.1", version)
              + body);
      VERIFYING.take().complete();
      assertThat(answer(socket)).startsWith(version + " 201");
      assertThat(seen.take().body().getString("name")).isEqualTo("Arena");
    }
  }

  @Test
  void body_thatComesAfterTheTokenWasVerified_isRead() throws IOException, InterruptedException {
    String body = BODY.replace("}", TERMS);
    gateway.answer("event.create", new JsonObject().put("id", "e1").put("version", 1));
    try (Socket socket = gateway.connect()) {
      String token = SLOW + TestTokens.with(Role.ADMIN);
      write(socket, post("/events", token, "Content-Length: " + body.length() + "\n"));
      VERIFYING.take().complete();
      write(socket, body);
      assertThat(answer(socket)).startsWith("HTTP/1.1 201");
    }
  }

  @Test
  void client_thatLeavesWhileItsTokenIsVerified_callsNobodyAndHoldsNothing()
      throws IOException, InterruptedException {
    var seen = gateway.answer("event.create", new JsonObject());
    Socket socket = sendSlowly("HTTP/1.1", "{");
    Promise<Void> gate = VERIFYING.take();
    socket.setSoLinger(true, 0);
    socket.close();
    gate.complete();
    gateway.awaitNothingHeld();
    assertThat(gateway.get("/api/v1/").statusCode()).isEqualTo(200);
    assertThat(seen).isEmpty();
  }

  @Test
  void expectedBody_isAskedForOnlyOnceItIsWanted() throws IOException, InterruptedException {
    String body = BODY.replace("}", TERMS);
    gateway.answer("event.create", new JsonObject().put("id", "e1").put("version", 1));
    try (Socket socket = gateway.connect()) {
      String token = SLOW + TestTokens.with(Role.ADMIN);
      write(
          socket,
          post("/events", token, "Expect: 100-continue\nContent-Length: " + body.length() + "\n"));
      Promise<Void> gate = VERIFYING.take();
      assertThat(socket.getInputStream().available()).isZero();
      gate.complete();
      assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 100");
      write(socket, body);
      assertThat(answer(socket)).startsWith("HTTP/1.1 201");
    }
  }

  @Test
  void expectedBody_ofNobody_isNotAskedForAndEndsTheConnection() throws IOException {
    try (Socket socket = gateway.connect()) {
      write(socket, post("/events", "", "Expect: 100-continue\nContent-Length: 10\n"));
      assertThat(answer(socket))
          .startsWith("HTTP/1.1 401")
          .containsIgnoringCase("connection: close");
    }
  }
}
