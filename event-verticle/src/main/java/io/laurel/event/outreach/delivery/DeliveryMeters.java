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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How deliveries do, those of all endpoints together: an endpoint comes and goes, and what a metric
 * once named stays. One endpoint's are in its health and in the list of deliveries.
 */
final class DeliveryMeters {
  private static final CallTimers.Kind<Answered> ATTEMPTS =
      new CallTimers.Kind<>(
          "laurel_delivery_attempt_duration",
          "Attempts to deliver, until the endpoint has answered or the attempt was given up",
          "channel",
          "outcome",
          Answered.ACCEPTED);

  private final Map<State, Counter> ended = new EnumMap<>(State.class);
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
      return DeliveryMeters.label(this);
    }
  }

  DeliveryMeters(MeterRegistry registry) {
    for (State state : State.values()) {
      ended.put(
          state,
          Counter.builder("laurel_deliveries")
              .description("Attempts to deliver, by what the delivery is then")
              .tag("outcome", label(state))
              .register(registry));
    }
    attempts = new CallTimers<>(registry, ATTEMPTS);
    for (Channel channel : Channel.values()) {
      attempts.of(label(channel));
    }
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** An attempt that was answered or given up, after so many nanoseconds. */
  void attempted(Endpoint endpoint, Outcome outcome, long nanos) {
    attempts.of(label(endpoint.terms().channel())).took(Answered.by(outcome), nanos);
  }

  /** What a delivery is after an attempt. */
  void ended(State state) {
    Objects.requireNonNull(ended.get(state)).increment();
  }
}
