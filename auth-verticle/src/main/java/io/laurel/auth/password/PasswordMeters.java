package io.laurel.auth.password;

import io.laurel.auth.password.Seat.Lane;
import io.laurel.telemetry.Label;
import io.laurel.telemetry.Latency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** How the pool that hashes passwords does, and the lines before it. */
final class PasswordMeters {
  private final MeterRegistry registry;
  private final Map<Lane, Counter> refused = new EnumMap<>(Lane.class);
  private final Timer waited;
  private final Timer hashed;

  PasswordMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Lane lane : Lane.values()) {
      refused.put(
          lane,
          Counter.builder("laurel_password_refused")
              .description("Passwords not looked at because too many wait, or it waited too long")
              .tag("lane", Label.of(lane))
              .register(registry));
    }
    waited =
        Latency.named("laurel_password_wait_duration", "How long passwords wait for a thread")
            .register(registry);
    hashed =
        Latency.named("laurel_password_hash_duration", "How long it takes to hash a password")
            .register(registry);
  }

  /** Shows how many wait and work there. */
  void watch(Lanes lanes) {
    for (Lane lane : Lane.values()) {
      Gauge.builder("laurel_password_queue", lanes, own -> own.waiting(lane))
          .description("Passwords that wait for a thread")
          .tag("lane", Label.of(lane))
          .strongReference(true)
          .register(registry);
    }
    Gauge.builder("laurel_password_threads_busy", lanes, Lanes::working)
        .description("Threads that hash passwords now")
        .strongReference(true)
        .register(registry);
    Gauge.builder("laurel_password_threads", lanes, Lanes::workers)
        .description("Threads that hash passwords")
        .strongReference(true)
        .register(registry);
  }

  void refused(Lane lane) {
    Objects.requireNonNull(refused.get(lane)).increment();
  }

  void waited(long nanos) {
    waited.record(nanos, TimeUnit.NANOSECONDS);
  }

  void hashed(long nanos) {
    hashed.record(nanos, TimeUnit.NANOSECONDS);
  }
}
