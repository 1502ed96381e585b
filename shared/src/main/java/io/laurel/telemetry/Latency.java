package io.laurel.telemetry;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** What all measured durations have in common: they can be added up over processes. */
public final class Latency {
  private static final Duration[] BUCKETS =
      LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private Latency() {}

  /**
   * A histogram of seconds, with buckets from 0.005 to 10.
   *
   * @param name without its unit, which the registry adds
   */
  public static Timer.Builder named(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
  }
}
