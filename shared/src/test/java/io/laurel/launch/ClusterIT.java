package io.laurel.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one machine, one bus. */
class ClusterIT {
  private static final String LISTENING = "0A";
  private static final String LOOPBACK = "0100007F";

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
            "127.0.0.1:%d,127.0.0.1:%d".formatted(port, port + 1),
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
      assertThat(listening(first.pid())).isNotEmpty().allMatch(host -> host.endsWith(LOOPBACK));

      assertThat(second.terminate().exitCode()).isEqualTo(143);
      assertThat(first.terminate().exitCode()).isEqualTo(143);
      assertThat(first.err()).isEmpty();
    }
  }

  /** Hosts, in the kernel's hexadecimal, on which a process listens. */
  private static List<String> listening(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    assumeTrue(Files.isDirectory(process.resolve("fd")), "Linux tells who listens");
    List<String> inodes = new ArrayList<>();
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      for (Path file : files.toList()) {
        String target = Files.readSymbolicLink(file).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    List<String> hosts = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] columns = line.strip().split("\\s+", 12);
        if (columns[3].equals(LISTENING) && inodes.contains(columns[9])) {
          hosts.add(columns[1].substring(0, columns[1].indexOf(':')));
        }
      }
    }
    return hosts;
  }
}
