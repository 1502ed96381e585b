package io.laurel.gateway;

import static io.laurel.gateway.TestGateway.crlf;
import static io.laurel.gateway.TestGateway.readUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a body whose request is answered before it has come. */
@Timeout(60)
class BodyDrainTest {
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        new TestGateway(
            TestGateway.CONTRACT,
            Map.of(
                "HTTP_IDLE_TIMEOUT_SECONDS", 3,
                "REQUEST_DEADLINE_MS", 900,
                "HTTP_DRAIN_TIMEOUT_MS", 500));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static String head(String line, String type, String length) {
    return line
        + " HTTP/1.1\nHost: x\nContent-Type: "
        + type
        + "\nAuthorization: Bearer "
        + TestTokens.with(Role.USER)
        + "\n"
        + length
        + "\n\n";
  }

  /** Sends a byte now and then, which keeps any idle timeout quiet; whether it was let go. */
  private static boolean isClosedAtLast(Socket socket, String bytes) throws IOException {
    InputStream in = socket.getInputStream();
    socket.setSoTimeout(50);
    for (int i = 0; i < 400; i++) {
      try {
        socket.getOutputStream().write(crlf(bytes));
        if (in.read(new byte[65_536]) < 0) {
          return true;
        }
      } catch (SocketTimeoutException e) {
        // Not yet.
      } catch (SocketException e) {
        return true;
      }
    }
    return false;
  }

  /** Each path on which an answer is written before the body was read. */
  @ParameterizedTest
  @CsvSource({
    "404, POST /nothing, application/json",
    "405, PUT /api/v1/events, application/json",
    "302, GET /, application/json",
    "200, GET /openapi.yaml, application/json",
    "403, POST /api/v1/events, application/json",
    "415, POST /api/v1/auth/login, text/plain"
  })
  void answered_andDrippingOn_isClosed(int status, String line, String type) throws IOException {
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(crlf(head(line, type, "Content-Length: 60000") + "{"));
      assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 " + status);
      assertThat(isClosedAtLast(socket, " ")).isTrue();
    }
  }

  @Test
  void answered_becauseItCameTooSlowly_isClosed() throws IOException {
    try (Socket socket = gateway.connect()) {
      String head = head("POST /api/v1/auth/login", "application/json", "Content-Length: 60000");
      socket.getOutputStream().write(crlf(head + "{"));
      // The answer is among what is read on the way.
      assertThat(isClosedAtLast(socket, " ")).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "413, POST /api/v1/auth/login, Content-Length: 900000, ' '",
    "404, POST /nothing, Content-Length: 900000, ' '",
    "404, POST /nothing, Transfer-Encoding: chunked, '1\n \n'"
  })
  void answered_andTooLongOrOfUnknownLength_saysThatItCloses(
      int status, String line, String length, String bytes) throws IOException {
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(crlf(head(line, "application/json", length)));
      assertThat(readUntil(socket.getInputStream(), "\r\n\r\n"))
          .startsWith("HTTP/1.1 " + status)
          .containsIgnoringCase("connection: close");
      assertThat(isClosedAtLast(socket, bytes)).isTrue();
    }
  }

  @Test
  void answered_noToken_andDrippingOn_isClosed() throws IOException {
    try (Socket socket = gateway.connect()) {
      socket
          .getOutputStream()
          .write(crlf("POST /api/v1/events HTTP/1.1\nHost: x\nContent-Length: 60000\n\n{"));
      assertThat(readUntil(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 401");
      assertThat(isClosedAtLast(socket, " ")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /nothing", "POST /api/v1/events", "GET /"})
  void answered_andShort_theConnectionGoesOn(String line) throws IOException {
    String request = head(line, "application/json", "Content-Length: 1000") + "x".repeat(1_000);
    try (Socket socket = gateway.connect()) {
      // Twice in one segment, and a third time after both.
      socket.getOutputStream().write(crlf(request + request));
      InputStream in = socket.getInputStream();
      readUntil(in, "\r\n\r\n");
      socket.getOutputStream().write(crlf("GET /api/v1/ HTTP/1.1\nHost: x\n\n"));
      assertThat(readUntil(in, "\"UP\"}")).contains("HTTP/1.1 200").doesNotContain("<closed>");
    }
  }

  /** It has sent more than is read, and finds its answer nevertheless when it looks. */
  @Test
  void answered_whileTheClientStillWrites_theAnswerIsNotLost() throws IOException {
    try (Socket socket = gateway.connect()) {
      socket
          .getOutputStream()
          .write(crlf(head("POST /nothing", "application/json", "Content-Length: 900000")));
      writeWhileTaken(socket);
      assertThat(readUntil(socket.getInputStream(), "\"}")).startsWith("HTTP/1.1 404");
    }
  }

  private static void writeWhileTaken(Socket socket) {
    try {
      socket.getOutputStream().write(new byte[200_000]);
    } catch (IOException e) {
      // It has closed meanwhile; what it answered is there all the same.
    }
  }
}
