package io.laurel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one machine, one bus. */
class ClusterIT {
  @TempDir Path directory;

  private ChildProcess member(String issuer, int port) {
    return ChildProcess.start(
        TrialProgram.Main.class,
        directory,
        Map.of(
            "CLUSTERED",
            "true",
            "CLUSTER_INSECURE",
            "true",
            "CLUSTER_PORT",
            Integer.toString(port),
            "CLUSTER_MEMBERS",
            String.format(Locale.ROOT, "127.0.0.1:%d,127.0.0.1:%d", port, port + 1),
            "MANAGEMENT_PORT",
            "0",
            "TOKEN_ISSUER",
            issuer));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void twoMembers_onLoopback_talkAndAreNotExposed() throws Exception {
    int port = freePort();
    try (ChildProcess first = member("first", port).awaitReady();
        ChildProcess second = member("caller", port).awaitReady()) {
      assertThat(second.out()).contains("answered by first");
      assertThat(first.listensOnLoopbackOnly()).isTrue();

      assertThat(second.terminate().exitCode()).isEqualTo(143);
      assertThat(first.terminate().exitCode()).isEqualTo(143);
      assertThat(first.err()).isEmpty();
    }
  }
}
