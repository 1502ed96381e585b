package io.laurel.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One standalone that may send to one receiver on loopback, for all classes that can live with what
 * others left there. It ends with the JVM.
 */
final class SharedOutreach {
  /** Four attempts, a second between each two: one less than opens a circuit. */
  static final String SCHEDULE = "0,1,1,1";

  static final int ATTEMPTS = 4;
  static final int TIMEOUT_MS = 1_500;

  private static SharedOutreach started;

  private final Receiver receiver;
  private final StandaloneProcess standalone;
  private final Path directory;
  private final int silentPort;

  private SharedOutreach(Path directory) throws InterruptedException {
    int port = Ports.inARow(2);
    this.directory = directory;
    this.silentPort = port + 1;
    this.receiver = new Receiver(port);
    this.standalone = StandaloneProcess.start(directory, settings(port, silentPort));
  }

  private static Map<String, String> settings(int port, int silentPort) {
    return Map.of(
        "DELIVERY_ALLOW_HTTP",
        "true",
        "DELIVERY_ALLOWED_NETWORKS",
        "127.0.0.0/8",
        "DELIVERY_ALLOWED_PORTS",
        port + "," + silentPort,
        "DELIVERY_SCHEDULE",
        SCHEDULE,
        "DELIVERY_TIMEOUT_MS",
        Integer.toString(TIMEOUT_MS));
  }

  /** Starts it for the first who asks. */
  static synchronized SharedOutreach get() {
    if (started == null) {
      try {
        started =
            new SharedOutreach(
                Files.createTempDirectory(Path.of("target"), "outreach-").toAbsolutePath());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return started;
  }

  Receiver receiver() {
    return receiver;
  }

  StandaloneProcess standalone() {
    return standalone;
  }

  /** A port that may be sent to, where nobody listens. */
  int silentPort() {
    return silentPort;
  }

  /** The directory of token keys. */
  Path keys() {
    return directory.resolve("data/keys");
  }
}
