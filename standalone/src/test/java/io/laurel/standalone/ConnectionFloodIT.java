package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One address that opens all it can and pipelines what it likes is nobody else's trouble. */
@Tag("alone")
class ConnectionFloodIT {
  private static final String ELSEWHERE = "127.0.0.9";
  private static final int CONNECTIONS = 700;
  private static final int BOUND = 500;
  private static final int PIPELINES = 20;
  private static final byte[] REQUESTS =
      "GET /api/v1/ HTTP/1.1\r\nHost: x\r\n\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;

  @Test
  @Timeout(180)
  void floodOfOneAddress_knownDeviceSignsInAndClaims_operatorIsAnswered() throws Exception {
    Vertx vertx = Vertx.vertx();
    List<Socket> flood = new ArrayList<>();
    try (StandaloneProcess server = StandaloneProcess.start(directory);
        Api api = new Api(vertx, server.url(), 4)) {
      String admin = api.login("admin", StandaloneProcess.ADMIN_PASSWORD);
      String event = api.publishedEvent(admin, null);
      String player = new Accounts(api, admin).open(Role.USER).getString("username");
      assertThat(api.login(player, Accounts.PASSWORD)).as("makes the device known").isNotNull();

      URI url = URI.create(server.url());
      for (int i = 0; i < CONNECTIONS; i++) {
        flood.add(connect(url));
      }
      flood.subList(0, PIPELINES).forEach(ConnectionFloodIT::pipeline);

      String token = api.login(player, Accounts.PASSWORD);
      assertThat(token).isNotNull();
      assertThat(api.claim(event, token, null).await().statusCode()).isEqualTo(201);
      WebClient operator = WebClient.create(vertx);
      for (String path : List.of("/live", "/ready", "/metrics")) {
        assertThat(
                operator
                    .requestAbs(HttpMethod.GET, server.managementUrl() + path)
                    .send()
                    .await()
                    .statusCode())
            .as(path)
            .isEqualTo(200);
      }
      assertThat(isClosed(flood.get(CONNECTIONS - 1))).as("beyond the bound").isTrue();
      assertThat(
              operator
                  .requestAbs(HttpMethod.GET, server.managementUrl() + "/metrics")
                  .send()
                  .await()
                  .bodyAsString())
          .contains(
              "laurel_http_connections_refused_total{bound=\"address\",port=\"public\"} "
                  + (double) (CONNECTIONS - BOUND));
    } finally {
      for (Socket socket : flood) {
        socket.close();
      }
      vertx.close().await();
    }
  }

  private static Socket connect(URI url) throws IOException {
    return new Socket(
        InetAddress.getByName(url.getHost()), url.getPort(), InetAddress.getByName(ELSEWHERE), 0);
  }

  /** Sends far more requests than it reads answers, which is none, until it is closed. */
  private static void pipeline(Socket socket) {
    Thread sender =
        new Thread(
            () -> {
              try {
                while (true) {
                  socket.getOutputStream().write(REQUESTS);
                }
              } catch (IOException closed) {
                // By the test at its end, or by the server.
              }
            });
    sender.setDaemon(true);
    sender.start();
  }

  private static boolean isClosed(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }
}
