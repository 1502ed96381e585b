package io.laurel.event.outreach.delivery;

import io.laurel.event.catalog.endpoint.Channel;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.outreach.channel.Outcome;
import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.telemetry.CallTimers;
import io.laurel.telemetry.Label;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How deliveries do, by endpoint: there is no more of a series than there may be endpoints, which
 * are bounded and never deleted. Belongs to one event loop.
 */
final class DeliveryMeters {
  private static final CallTimers.Kind<Answered> ATTEMPTS =
      new CallTimers.Kind<>(
          "laurel_delivery_attempt_duration",
          "Attempts to deliver, until the endpoint has answered or the attempt was given up",
          "channel",
          "outcome",
          Answered.ACCEPTED);

  private final MeterRegistry registry;
  private final Map<String, Map<State, Counter>> ended = new HashMap<>();
  private final CallTimers<Answered> attempts;

  /** What an endpoint says to an attempt. */
  private enum Answered implements Label {
    ACCEPTED,
    GONE,
    FAILED;

    static Answered by(Outcome outcome) {
      if (outcome instanceof Outcome.Accepted) {
        return ACCEPTED;
      }
      return outcome instanceof Outcome.Gone ? GONE : FAILED;
    }

    @Override
    public String label() {
      return Label.of(this);
    }
  }

  DeliveryMeters(MeterRegistry registry) {
    this.registry = registry;
    attempts = new CallTimers<>(registry, ATTEMPTS);
    for (Channel channel : Channel.values()) {
      attempts.of(Label.of(channel));
    }
  }

  /** Has an endpoint among the metrics from now on, so that its first failure is an increase. */
  void expect(String endpointId) {
    ended.computeIfAbsent(endpointId, this::counters);
  }

  private Map<State, Counter> counters(String endpointId) {
    Map<State, Counter> counters = new EnumMap<>(State.class);
    for (State state : State.values()) {
      counters.put(
          state,
          Counter.builder("laurel_deliveries")
              .description("Attempts to deliver, by what the delivery is then")
              .tag("endpoint", endpointId)
              .tag("outcome", Label.of(state))
              .register(registry));
    }
    return counters;
  }

  /** An attempt that was answered or given up, after so many nanoseconds. */
  void attempted(Endpoint endpoint, Outcome outcome, long nanos) {
    attempts.of(Label.of(endpoint.terms().channel())).took(Answered.by(outcome), nanos);
  }

  /** What a delivery to that endpoint is after an attempt. */
  void ended(String endpointId, State state) {
    Map<State, Counter> counters = ended.computeIfAbsent(endpointId, this::counters);
    Objects.requireNonNull(counters.get(state)).increment();
  }
}
