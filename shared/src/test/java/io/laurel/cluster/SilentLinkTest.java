package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.laurel.config.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A link to a member that is frozen: its kernel takes the call, and nobody says a word. */
final class SilentLinkTest {
  private static final int WATCHED_SECONDS = 4;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Test
  void frozenMember_isCalled_whoWritesLinksSleeps() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port = TestCluster.freePort();
    HazelcastInstance member =
        Hazelcast.newHazelcastInstance(Cluster.hazelcast(besides(port), loopback));
    // From now on it is called each five seconds, as whoever may be across a split.
    try (ServerSocket frozen = new ServerSocket(port, 50, loopback);
        Socket call = frozen.accept()) {
      assertThat(call.getInputStream().readNBytes(3)).asString().isEqualTo("HZC");
      long before = spentByWriters();
      call.setSoTimeout(WATCHED_SECONDS * 1_000);
      // It says nothing more before it has heard the other one's word.
      assertThatThrownBy(() -> call.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      long spent = spentByWriters() - before;

      // A thread that goes round and round spends all of it, or what a busy machine leaves it.
      assertThat(TimeUnit.NANOSECONDS.toMillis(spent)).isLessThan(WATCHED_SECONDS * 100L);
    } finally {
      member.getLifecycleService().terminate();
    }
  }

  private static ClusterConfig besides(int port) {
    return ClusterConfig.of(
        Settings.defaults(List.of("cluster"))
            .with(
                "test",
                Map.of(
                    "CLUSTER_NAME", "silent-" + port,
                    "CLUSTER_PORT", port + 1,
                    "CLUSTER_MEMBERS", "127.0.0.1:" + port)));
  }

  /** Processor time of the threads that write to links, in nanoseconds. */
  private long spentByWriters() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().contains("IO.thread-out"))
        .mapToLong(ThreadInfo::getThreadId)
        .map(threads::getThreadCpuTime)
        .sum();
  }
}
