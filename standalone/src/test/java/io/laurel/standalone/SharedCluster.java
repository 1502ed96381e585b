package io.laurel.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * One cluster for all classes that can live with what others left in it, because starting one costs
 * more than most of them: two gateways, two auth and two event processes. Whoever kills a process
 * replaces it. It ends with the JVM, in which no other cluster runs ({@link #TAG}).
 */
final class SharedCluster {
  /** Classes with this tag have a JVM of their own; another cluster would take their processor. */
  static final String TAG = "shared-cluster";

  /** Enough for two refreshes sent at once, and short enough to wait for. */
  static final int REFRESH_GRACE_MS = 3_000;

  private static ClusterOfProcesses started;
  private static TraceCollector traces;
  private static StudioIssuers issuers;

  private SharedCluster() {}

  /** Starts it for the first who asks. */
  static synchronized ClusterOfProcesses get() {
    if (started == null) {
      started = start();
    }
    return started;
  }

  /** Where its processes send what is traced: the requests whose clients ask for it. */
  static synchronized TraceCollector traces() {
    return traces;
  }

  /** Whose players it signs in. */
  static synchronized StudioIssuers issuers() {
    return issuers;
  }

  private static ClusterOfProcesses start() {
    try {
      traces = new TraceCollector();
      issuers = new StudioIssuers();
      Path directory = Files.createTempDirectory(Path.of("target"), "shared-cluster-");
      return new ClusterOfProcesses(
          directory.toAbsolutePath(),
          Map.of(
              "REFRESH_GRACE_MS", Integer.toString(REFRESH_GRACE_MS),
              "TRUSTED_ISSUERS", issuers.file(directory.toAbsolutePath()),
              "OTEL_EXPORTER_OTLP_ENDPOINT", traces.endpoint(),
              "OTEL_TRACES_SAMPLER_ARG", "0"),
          new ClusterOfProcesses.Size(2, 2, 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
