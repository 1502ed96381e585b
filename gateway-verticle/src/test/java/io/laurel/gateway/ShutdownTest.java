package io.laurel.gateway;

import static io.laurel.gateway.TestGateway.crlf;
import static io.laurel.gateway.TestGateway.readUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  private static final String LOGIN = "{\"login\":\"ada\",\"password\":\"secret\"}";
  private final TestGateway gateway =
      new TestGateway(TestGateway.CONTRACT, Map.of("SHUTDOWN_TIMEOUT_MS", 5_000));

  @AfterEach
  void close() {
    gateway.close();
  }

  private static byte[] login() {
    return crlf(
        "POST /api/v1/auth/login HTTP/1.1\nHost: x\nContent-Type: application/json\nContent-Length: "
            + LOGIN.length()
            + "\n\n"
            + LOGIN);
  }

  @Test
  void stop_requestInFlight_isAnsweredAndThenNobodyListens() throws Exception {
    var seen = gateway.serve("auth.login", message -> {});
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(login());
      var message = seen.take();
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::undeploy);
      gateway.vertx.timer(800).await();
      message.reply(new JsonObject().put("ok", true));
      assertThat(readUntil(socket.getInputStream(), "\"ok\":true}")).startsWith("HTTP/1.1 200");
      stopped.get();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThatThrownBy(gateway::connect).isInstanceOf(ConnectException.class);
  }

  @Test
  void stop_clientThatStaysConnected_isAskedToLeaveFirst() throws Exception {
    gateway.answer("auth.login", new JsonObject());
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(login());
      assertThat(readUntil(socket.getInputStream(), "{}"))
          .doesNotContainIgnoringCase("connection: close");
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::undeploy);
      gateway.vertx.timer(100).await();
      socket.getOutputStream().write(login());
      assertThat(readUntil(socket.getInputStream(), "{}"))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("connection: close");
      stopped.get();
    }
  }

  /** Whoever were connected would be told for a minute. */
  @Test
  void stop_nobodyConnectedAnyMore_doesNotWait() throws IOException, TimeoutException {
    try (TestGateway patient =
        new TestGateway(TestGateway.CONTRACT, Map.of("SHUTDOWN_TIMEOUT_MS", 600_000))) {
      patient.raw("GET /api/v1/ HTTP/1.1\nHost: x\nConnection: close\n\n");
      patient.vertx.timer(100).await();

      Future<Void> closed = patient.vertx.close();

      assertThat(closed.await(25, TimeUnit.SECONDS)).isNull();
    }
  }

  @Test
  void stop_requestThatNeverEnds_isGivenUp() throws IOException, InterruptedException {
    try (TestGateway hasty =
        new TestGateway(TestGateway.CONTRACT, Map.of("SHUTDOWN_TIMEOUT_MS", 200))) {
      var seen = hasty.serve("auth.login", message -> {});
      try (Socket socket = hasty.connect()) {
        socket.getOutputStream().write(login());
        assertThat(seen.take()).isNotNull();
        Future<Void> closed = hasty.vertx.close();
        closed.await();
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
  }
}
