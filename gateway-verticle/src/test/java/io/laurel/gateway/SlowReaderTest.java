package io.laurel.gateway;

import static io.laurel.gateway.TestGateway.crlf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.TestTokens;
import io.laurel.security.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client that does not take its answer. */
class SlowReaderTest {
  /** As many messages as Vert.x takes in while it waits; each keeps the idle timeout quiet. */
  private static final int MESSAGES = 6;

  @Test
  void answerNotTaken_endsTheConnectionThoughItsClientGoesOnSending() throws IOException {
    try (TestGateway gateway =
            new TestGateway(
                TestGateway.CONTRACT,
                Map.of("HTTP_IDLE_TIMEOUT_SECONDS", 1, "REQUEST_DEADLINE_MS", 900));
        Socket socket = new Socket()) {
      JsonArray rows =
          new JsonArray(Collections.nCopies(200, new JsonObject().put("claimId", "x".repeat(99))));
      gateway.answer("claim.export", new JsonObject().put("items", rows).put("nextCursor", "more"));
      socket.setReceiveBufferSize(4_096);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.verticle.port()));
      socket
          .getOutputStream()
          .write(
              crlf(
                  "GET /api/v1/claims/export HTTP/1.1\nHost: x\nAuthorization: Bearer "
                      + TestTokens.with(Role.AUDITOR)
                      + "\n\nPOST /nothing HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\n"));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      int sent = 0;
      while (sent < MESSAGES && isOpen(gateway)) {
        gateway.vertx.timer(700).await();
        sent += send(socket) ? 1 : MESSAGES;
      }
      assertThat(isOpen(gateway)).isFalse();
    }
  }

  private static boolean send(Socket socket) throws IOException {
    try {
      socket.getOutputStream().write(crlf("1\nx\n"));
      return true;
    } catch (SocketException closed) {
      return false;
    }
  }

  private static boolean isOpen(TestGateway gateway) {
    return gateway.metrics.get("laurel_http_connections").gauge().value() > 0;
  }
}
