package io.laurel.gateway;

import static io.laurel.gateway.TestGateway.crlf;
import static io.laurel.gateway.TestGateway.readUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.bus.TestTokens;
import io.laurel.security.Role;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-behaved client library sends: each bound answers its own clear error. */
class BoundsTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        new TestGateway(
            TestGateway.CONTRACT,
            Map.of(
                "HTTP_IDLE_TIMEOUT_SECONDS", 1,
                "REQUEST_DEADLINE_MS", 900,
                "HTTP_DRAIN_TIMEOUT_MS", 300));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void forget() {
    gateway.forget();
  }

  private static void assertProblem(String answer, int status, String code) {
    assertThat(answer)
        // 1.0 where not even the version could be read.
        .matches("(?s)HTTP/1\\.[01] " + status + " .*")
        .containsIgnoringCase("Content-Type: application/problem+json")
        .containsIgnoringCase("X-Request-Id: ")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .contains("\"code\":\"" + code + "\"");
  }

  @Test
  void uri_upToTheLimit_isTaken() throws IOException {
    String uri = "/" + "a".repeat(4_095);
    assertProblem(
        gateway.raw("GET " + uri + " HTTP/1.1\nHost: x\nConnection: close\n\n"), 404, "not-found");
  }

  /** Of more than 64 KiB beyond the bound nobody is told: the connection ends while they write. */
  @ParameterizedTest
  @ValueSource(ints = {4_200, 60_000})
  void uri_tooLong_hasItsOwnError(int length) throws IOException {
    String uri = "/" + "a".repeat(length);
    assertProblem(gateway.raw("GET " + uri + " HTTP/1.1\nHost: x\n\n"), 414, "uri-too-long");
  }

  @Test
  void headers_upToTheLimit_areTaken() throws IOException {
    String request =
        "GET / HTTP/1.1\nHost: x\nConnection: close\nX-Large: " + "a".repeat(16_000) + "\n\n";
    assertThat(gateway.raw(request)).startsWith("HTTP/1.1 302");
  }

  @ParameterizedTest
  @ValueSource(ints = {17_000, 60_000})
  void headers_tooLarge_haveTheirOwnError(int length) throws IOException {
    String request =
        "GET / HTTP/1.1\nHost: x\nX-Request-Id: mine\nX-Large: " + "a".repeat(length) + "\n\n";
    String answer = gateway.raw(request);
    assertProblem(answer, 431, "header-fields-too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\n\n",
        "GET / HTTP/1.1\nHost : x\n\n",
        "GET / HTTP/1.1\nHost: x\nBad Header: 1\n\n",
        "POST /api/v1/auth/login HTTP/1.1\nHost: x\nContent-Length: ten\n\n",
        "POST /api/v1/auth/login HTTP/1.1\nHost: x\nContent-Length: 1\nContent-Length: 2\n\n",
        "GET / HTTP/1.1\nConnection: close\n\n",
        "GET / HTTP/1.1\nHost: x y\nConnection: close\n\n"
      })
  void noHttp_isMalformed(String request) throws IOException {
    assertProblem(gateway.raw(request), 400, "malformed-request");
  }

  @Test
  void absoluteForm_isTheSamePath() throws IOException {
    assertThat(gateway.raw("GET http://elsewhere/api/v1/ HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void rawBytesInThePath_areRefusedNotGuessed() throws IOException {
    String request =
        "GET /api/v1/events/\u00e9 HTTP/1.1\nHost: x\nConnection: close\nAuthorization: Bearer "
            + TestTokens.with(Role.USER)
            + "\n\n";
    assertThat(gateway.raw(request)).startsWith("HTTP/1.1 400").contains("/eventId");
  }

  @Test
  void body_announcedTooLarge_isRefusedBeforeItIsSentAndNotAskedFor() throws IOException {
    try (Socket socket = gateway.connect()) {
      socket
          .getOutputStream()
          .write(
              crlf(
                  """
                POST /api/v1/auth/login HTTP/1.1
                Host: x
                Content-Type: application/json
                Content-Length: 65537
                Expect: 100-continue

                """));
      String answer = readUntil(socket.getInputStream(), "\"}");
      assertProblem(answer, 413, "payload-too-large");
      assertThat(answer).containsIgnoringCase("Connection: close");
    }
  }

  @Test
  void body_chunkedTooLarge_isRefusedWhenTheLimitIsPassed() throws IOException {
    try (Socket socket = gateway.connect()) {
      socket
          .getOutputStream()
          .write(
              crlf(
                  """
                POST /api/v1/auth/login HTTP/1.1
                Host: x
                Content-Type: application/json
                Transfer-Encoding: chunked

                """));
      for (int i = 0; i < 9; i++) {
        socket.getOutputStream().write(crlf("2000\n" + "x".repeat(8_192) + "\n"));
      }
      // The body has not ended, and the answer is there.
      assertProblem(readUntil(socket.getInputStream(), "\"}"), 413, "payload-too-large");
      // The rest is thrown away, and then the connection ends.
      socket.getOutputStream().write(crlf("5\nhello\n0\n\n"));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void body_endlessAfterTheAnswer_isNotReadForEver() throws IOException {
    byte[] chunk = crlf("10000\n" + "x".repeat(65_536) + "\n");
    try (Socket socket = gateway.connect()) {
      socket
          .getOutputStream()
          .write(crlf("POST /api/v1/nothing HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n"));
      assertProblem(readUntil(socket.getInputStream(), "\"}"), 404, "not-found");
      // Far more than the buffers of both ends hold: it ends only if the gateway ends it.
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  socket.getOutputStream().write(chunk);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void body_expected_isAskedFor() throws IOException {
    gateway.answer("auth.login", new JsonObject());
    try (Socket socket = gateway.connect()) {
      String body = "{\"login\":\"ada\",\"password\":\"secret\"}";
      socket
          .getOutputStream()
          .write(
              crlf(
                  "POST /api/v1/auth/login HTTP/1.1\nHost: x\nContent-Type: application/json\n"
                      + "Expect: 100-continue\nContent-Length: "
                      + body.length()
                      + "\n\n"));
      assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 100");
      socket.getOutputStream().write(crlf(body));
      assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void body_brokenChunk_isAProblemAndReachesNobody() throws IOException {
    var seen = gateway.answer("auth.login", new JsonObject());
    String answer =
        gateway.raw(
            """
                POST /api/v1/auth/login HTTP/1.1
                Host: x
                Content-Type: application/json
                Transfer-Encoding: chunked

                zz
                hello
                """);
    assertProblem(answer, 400, "malformed-request");
    assertThat(seen).isEmpty();
  }

  @Test
  void body_brokenChunkLater_isAProblemToo() throws IOException {
    try (Socket socket = gateway.connect()) {
      socket
          .getOutputStream()
          .write(
              crlf(
                  "POST /api/v1/auth/login HTTP/1.1\nHost: x\nContent-Type: application/json\nExpect: 100-continue\nTransfer-Encoding: chunked\n\n"));
      readUntil(socket.getInputStream(), "100 Continue\r\n\r\n");
      socket.getOutputStream().write(crlf("zz\n"));
      assertProblem(readUntil(socket.getInputStream(), "\"}"), 400, "malformed-request");
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void expectation_ofHttp10_hasNoInterimAnswer() throws IOException {
    gateway.answer("auth.login", new JsonObject());
    String answer =
        gateway.raw(
            "POST /api/v1/auth/login HTTP/1.0\nContent-Type: application/json\nExpect: 100-continue\nContent-Length: 33\n\n{\"login\":\"ada\",\"password\":\"hush\"}");
    assertThat(answer).startsWith("HTTP/1.0 200");
  }

  @Test
  void body_notArriving_isATimeout() throws IOException {
    try (Socket socket = gateway.connect()) {
      socket
          .getOutputStream()
          .write(
              crlf(
                  """
                POST /api/v1/auth/login HTTP/1.1
                Host: x
                Content-Type: application/json
                Content-Length: 100

                {"""));
      String answer = trickle(socket, "x");
      assertProblem(answer, 408, "request-timeout");
    }
  }

  @Test
  void head_notArriving_endsTheConnection() throws IOException {
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(crlf("GET / HTTP/1.1\nX-Slow: "));
      assertThat(trickle(socket, "x")).isEqualTo("<closed>");
    }
  }

  @Test
  void nextHead_notArriving_endsTheConnection() throws IOException {
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(crlf("GET /api/v1/ HTTP/1.1\nHost: x\n\n"));
      assertThat(readUntil(socket.getInputStream(), "\"UP\"}")).startsWith("HTTP/1.1 200");
      socket.getOutputStream().write(crlf("GET / HTTP/1.1\nX-Slow: "));
      assertThat(trickle(socket, "x")).isEqualTo("<closed>");
    }
  }

  /** Sends a byte every 100 ms, which keeps any idle timeout quiet, until there is an answer. */
  private static String trickle(Socket socket, String bytes) throws IOException {
    InputStream in = socket.getInputStream();
    socket.setSoTimeout(100);
    for (int i = 0; i < 50; i++) {
      try {
        int first = in.read();
        return first < 0 ? "<closed>" : (char) first + readUntil(in, "\"}");
      } catch (SocketTimeoutException e) {
        socket.getOutputStream().write(crlf(bytes));
      } catch (SocketException e) {
        return "<closed>";
      }
    }
    return "<still open after 5 s>";
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder() throws IOException {
    String answers =
        gateway.raw(
            """
            GET /api/v1/ HTTP/1.1
            Host: x
            X-Request-Id: first

            GET /api/v1/ HTTP/1.1
            Host: x
            X-Request-Id: second
            Connection: close

            """);
    assertThat(answers.indexOf("first")).isPositive().isLessThan(answers.indexOf("second"));
  }
}
