package io.laurel.gateway;

import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import java.time.Duration;

/**
 * Bounds of request bodies beyond each operation's own.
 *
 * @param maxBuffered bytes of bodies that one process holds together
 * @param maxDrained bytes of a body that are read and thrown away after its request was answered
 * @param drainTimeout how long that may take
 */
record BodyConfig(long maxBuffered, int maxDrained, Duration drainTimeout) {
  private static final String MAX_BUFFERED = "HTTP_MAX_BUFFERED_BYTES";
  private static final int HEAP_SHARE = 10;

  /**
   * Reads {@code HTTP_MAX_BUFFERED_BYTES}, {@code HTTP_MAX_DRAINED_BYTES} and {@code
   * HTTP_DRAIN_TIMEOUT_MS}. A bound below the largest body of the contract is refused: that
   * operation could never be called. By default it is a tenth of the heap, or that body where the
   * heap is small.
   */
  static BodyConfig of(Settings settings, Contract contract) {
    return of(
        settings,
        contract.operations().stream().mapToLong(Operation::maxBodyBytes).max().orElse(0));
  }

  /** Judges what needs no contract to be judged. */
  static void check(Settings settings) {
    of(settings, 0);
  }

  private static BodyConfig of(Settings settings, long largest) {
    long buffered =
        settings.has(MAX_BUFFERED)
            ? settings.longInteger(MAX_BUFFERED, largest, Long.MAX_VALUE)
            : Math.max(largest, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    return new BodyConfig(
        buffered,
        settings.integer("HTTP_MAX_DRAINED_BYTES", 0, 16 * 1024 * 1024),
        settings.millis("HTTP_DRAIN_TIMEOUT_MS", 1, 60_000));
  }
}
