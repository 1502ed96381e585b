package io.laurel.cluster;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How nodes know each other on the bus.
 *
 * @param files PEM files of this node
 * @param poll between two looks at them
 * @param linkAge how old an outgoing link gets; the others end one that is twice as old
 * @param maxMessage largest message that is read, in bytes
 */
record BusConfig(Files files, Duration poll, Duration linkAge, int maxMessage) {
  private static final List<String> FILES = List.of("BUS_CERTIFICATE", "BUS_KEY", "BUS_CA");
  private static final int LEAST_MESSAGE = 8 * 1024 * 1024;
  private static final int DAY_SECONDS = 86_400;

  /**
   * PEM files.
   *
   * @param certificate of this node, then those between it and the authority
   * @param key of the certificate
   * @param authority whom to trust; several while one is replaced by another
   */
  record Files(Path certificate, Path key, Path authority) {}

  /**
   * Reads {@code BUS_*}; null where no file is named and {@code CLUSTER_INSECURE} says that the bus
   * needs none.
   */
  static @Nullable BusConfig of(Settings settings) {
    Duration poll = settings.millis("BUS_CERTIFICATE_POLL_MS", 100, 3_600_000);
    Duration linkAge = settings.seconds("BUS_LINK_MAX_AGE_SECONDS", 1, DAY_SECONDS / 2);
    int maxMessage = settings.integer("BUS_MAX_MESSAGE_BYTES", LEAST_MESSAGE, Integer.MAX_VALUE);
    boolean insecure = settings.flag("CLUSTER_INSECURE");
    List<String> missing = FILES.stream().filter(key -> !settings.has(key)).toList();
    if (missing.size() == FILES.size()) {
      if (insecure) {
        return null;
      }
      throw new ConfigException(
          "CLUSTERED=true needs certificates on the bus: set BUS_CERTIFICATE, BUS_KEY and BUS_CA"
              + " (deploy/certificates makes them for a trial), or CLUSTER_INSECURE=true only where"
              + " nobody else can reach the cluster's network, or CLUSTERED=false");
    }
    if (!missing.isEmpty()) {
      throw new ConfigException(
          "The bus needs BUS_CERTIFICATE, BUS_KEY and BUS_CA together: missing "
              + String.join(", ", missing));
    }
    Files files =
        new Files(
            settings.path("BUS_CERTIFICATE"), settings.path("BUS_KEY"), settings.path("BUS_CA"));
    return new BusConfig(files, poll, linkAge, maxMessage);
  }
}
