package io.laurel.gateway;

import static io.laurel.gateway.TestGateway.crlf;
import static io.laurel.gateway.TestGateway.readUntil;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.laurel.http.Connections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** So many connections in all, so many of one address, and nothing of that is anybody else's. */
class ConnectionsTest {
  private static final byte[] REQUEST = crlf("GET /api/v1/ HTTP/1.1\nHost: x\n\n");

  private final List<Socket> sockets = new ArrayList<>();
  private TestGateway gateway;

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    gateway.close();
  }

  private void start(Map<String, ?> settings) {
    gateway = new TestGateway(TestGateway.CONTRACT, settings);
  }

  /** Whether one more connection from that address gets an answer; it stays open then. */
  private boolean isServed(String from) throws IOException {
    Socket socket =
        new Socket(
            InetAddress.getLoopbackAddress(),
            gateway.verticle.port(),
            InetAddress.getByName(from),
            0);
    sockets.add(socket);
    socket.setSoTimeout(10_000);
    try {
      socket.getOutputStream().write(REQUEST);
      String answer = readUntil(socket.getInputStream(), "\"UP\"}");
      assertThat(answer).matches("(?s)HTTP/1.1 200.*|<closed>");
      return !answer.equals("<closed>");
    } catch (SocketException reset) {
      return false;
    }
  }

  private double refused(String bound) {
    return gateway
        .metrics
        .get("laurel_http_connections_refused")
        .tag("port", "public")
        .tag("bound", bound)
        .counter()
        .count();
  }

  @Test
  void oneMoreThanAll_isClosedWithoutAnAnswer() throws IOException {
    start(Map.of("HTTP_MAX_CONNECTIONS", 2));
    assertThat(isServed("127.0.0.1")).isTrue();
    assertThat(isServed("127.0.0.2")).isTrue();
    assertThat(isServed("127.0.0.3")).isFalse();
    assertThat(refused("all")).isEqualTo(1);
  }

  @Test
  void oneMoreThanForItsAddress_isClosedAndOthersAreServed() throws IOException {
    start(Map.of("HTTP_MAX_CONNECTIONS_PER_ADDRESS", 2));
    assertThat(isServed("127.0.0.1")).isTrue();
    assertThat(isServed("127.0.0.1")).isTrue();
    assertThat(isServed("127.0.0.1")).isFalse();
    assertThat(isServed("127.0.0.2")).isTrue();
    assertThat(refused("address")).isEqualTo(1);
  }

  @Test
  void connectionsOfATrustedProxy_haveNoBoundOfTheirOwn() throws IOException {
    start(Map.of("HTTP_MAX_CONNECTIONS_PER_ADDRESS", 1, "TRUSTED_PROXIES", "127.0.0.1"));
    assertThat(isServed("127.0.0.1")).isTrue();
    assertThat(isServed("127.0.0.1")).isTrue();
  }

  @Test
  void closedConnection_makesRoom() throws IOException {
    start(Map.of("HTTP_MAX_CONNECTIONS", 1));
    assertThat(isServed("127.0.0.1")).isTrue();
    sockets.get(0).close();
    boolean served = false;
    // The gateway hears of it a moment later.
    for (int i = 0; i < 1_000 && !served; i++) {
      served = isServed("127.0.0.1");
    }
    assertThat(served).isTrue();
  }

  @Test
  void manyRefused_areOneLine() throws IOException {
    start(Map.of("HTTP_MAX_CONNECTIONS_PER_ADDRESS", 1));
    Logger logger = (Logger) LoggerFactory.getLogger(Connections.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      for (int i = 0; i < 20; i++) {
        assertThat(isServed("127.0.0.1")).isEqualTo(i == 0);
      }
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list).hasSize(1);
    assertThat(refused("address")).isEqualTo(19);
  }
}
