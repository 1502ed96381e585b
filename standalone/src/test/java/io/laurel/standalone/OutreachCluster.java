package io.laurel.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * One cluster with three event processes that may send to one receiver on loopback, for all classes
 * that can live with what others left in it. Whoever kills a process replaces it. It ends with the
 * JVM.
 */
final class OutreachCluster {
  /** Classes with this tag have a JVM of their own; another cluster would take their processor. */
  static final String TAG = "outreach";

  private static final int ATTEMPTS = 30;
  private static final int TIMEOUT_MS = 1_000;
  private static final int EVENTS = 3;

  private static OutreachCluster started;

  private final ClusterOfProcesses cluster;
  private final Receiver receiver;

  private OutreachCluster() throws IOException, GeneralSecurityException, InterruptedException {
    int port = Ports.inARow(1);
    receiver = new Receiver(port);
    Path directory = Files.createTempDirectory(Path.of("target"), "outreach-cluster-");
    cluster =
        new ClusterOfProcesses(
            directory.toAbsolutePath(), settings(port), new ClusterOfProcesses.Size(1, 1, EVENTS));
  }

  /** Of a process that may send to that port: soon again after a failure, and often. */
  static Map<String, String> settings(int port) {
    Map<String, String> settings = new HashMap<>();
    settings.put("DELIVERY_ALLOW_HTTP", "true");
    settings.put("DELIVERY_ALLOWED_NETWORKS", "127.0.0.0/8");
    settings.put("DELIVERY_ALLOWED_PORTS", Integer.toString(port));
    settings.put(
        "DELIVERY_SCHEDULE", "0," + String.join(",", Collections.nCopies(ATTEMPTS - 1, "1")));
    settings.put("DELIVERY_TIMEOUT_MS", Integer.toString(TIMEOUT_MS));
    return settings;
  }

  /** Starts it for the first who asks. */
  static synchronized OutreachCluster get() {
    if (started == null) {
      try {
        started = new OutreachCluster();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return started;
  }

  ClusterOfProcesses cluster() {
    return cluster;
  }

  Receiver receiver() {
    return receiver;
  }
}
