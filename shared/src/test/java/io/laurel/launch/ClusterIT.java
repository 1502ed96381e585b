package io.laurel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.cluster.TestAuthority;
import io.laurel.cluster.TestCluster;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one machine, one bus. */
class ClusterIT {
  @TempDir Path directory;

  private static Map<String, String> environment(String issuer) {
    Map<String, String> environment = TestAuthority.settings("event");
    environment.put("CLUSTERED", "true");
    environment.put("MANAGEMENT_PORT", "0");
    environment.put("TOKEN_ISSUER", issuer);
    return environment;
  }

  private ChildProcess member(String issuer, int port) {
    Map<String, String> environment = environment(issuer);
    environment.put("CLUSTER_PORT", Integer.toString(port));
    environment.put(
        "CLUSTER_MEMBERS", String.format(Locale.ROOT, "127.0.0.1:%d,127.0.0.1:%d", port, port + 1));
    return ChildProcess.start(TrialProgram.Main.class, directory, environment);
  }

  /**
   * Two processes in a network of their own each, as `docker compose up --scale event=2` has them:
   * same ports, and one name that resolves to both.
   */
  private static ChildProcess behindOneName(
      Networks networks, int number, String issuer, Path directory) {
    Map<String, String> environment = environment(issuer);
    environment.put("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + networks.hosts(directory));
    environment.put("CLUSTER_MEMBERS", Networks.NAME);
    return ChildProcess.start(
        networks.inside(number), TrialProgram.Main.class, directory, environment);
  }

  @Test
  void twoMembers_behindOneName_areTwo() throws Exception {
    try (Networks networks = new Networks();
        ChildProcess first = behindOneName(networks, 1, "first", directory).awaitReady();
        ChildProcess second = behindOneName(networks, 2, "caller", directory).awaitReady()) {
      assertThat(second.out()).contains("answered by first");
      assertThat(first.listensOn(5700)).isTrue();
      assertThat(first.listensOn(5701)).isTrue();
    }
  }

  @Test
  void twoMembers_onLoopback_talkAndAreNotExposed() throws Exception {
    int port = TestCluster.freePort();
    try (ChildProcess first = member("first", port).awaitReady();
        ChildProcess second = member("caller", port).awaitReady()) {
      assertThat(second.out()).contains("answered by first");
      assertThat(first.listensOnLoopbackOnly()).isTrue();

      assertThat(second.terminate().exitCode()).isZero();
      assertThat(first.terminate().exitCode()).isZero();
      assertThat(first.err()).isEmpty();
    }
  }
}
