package io.laurel.event.claims.claim;

import io.laurel.event.claims.judgment.Obstacle;
import io.laurel.event.claims.judgment.Refusal;
import io.laurel.failure.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AsyncResult;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What became of claims that players asked for: how many by outcome, and by code where refused. */
final class ClaimMeters {
  /** Where a refusal or fault has a code that is none of these. */
  private static final String OTHER = "other";

  /** In place of a code where there is a claim. */
  private static final String NO_CODE = "none";

  private static final List<String> REFUSALS =
      Stream.concat(
              Arrays.stream(Obstacle.values()).map(Obstacle::code),
              Stream.of(
                  "event-not-found",
                  "reward-not-found",
                  "reward-required",
                  "reward-not-accepted",
                  "code-invalid",
                  "too-many-attempts",
                  "idempotency-key-reused",
                  OTHER))
          .toList();
  private static final List<String> FAULTS =
      List.of("unavailable", "overloaded", "deadline-exceeded", "internal", OTHER);

  private final Counter granted;
  private final Counter pending;
  private final Counter replayed;
  private final Map<String, Counter> refused = new HashMap<>();
  private final Map<String, Counter> failed = new HashMap<>();

  ClaimMeters(MeterRegistry registry) {
    granted = counter(registry, "granted", NO_CODE);
    pending = counter(registry, "pending", NO_CODE);
    replayed = counter(registry, "replayed", NO_CODE);
    REFUSALS.forEach(code -> refused.put(code, counter(registry, "refused", code)));
    FAULTS.forEach(code -> failed.put(code, counter(registry, "failed", code)));
  }

  private static Counter counter(MeterRegistry registry, String outcome, String code) {
    return Counter.builder("laurel_claims")
        .description("Claims that were asked for, by what became of them")
        .tag("outcome", outcome)
        .tag("code", code)
        .register(registry);
  }

  /** Counts a claim by its answer. */
  void answered(AsyncResult<Made> answer) {
    if (answer.succeeded()) {
      counter(answer.result()).increment();
    } else {
      Failure failure = Refusal.reason(answer.cause());
      Map<String, Counter> counters = failure.isFault() ? failed : refused;
      Objects.requireNonNull(counters.getOrDefault(failure.code(), counters.get(OTHER)))
          .increment();
    }
  }

  private Counter counter(Made made) {
    if (made.replayed()) {
      return replayed;
    }
    return made.claim().status() == ClaimStatus.GRANTED ? granted : pending;
  }
}
