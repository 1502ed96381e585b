package io.laurel.bus;

import io.laurel.telemetry.CallTimers;
import io.laurel.telemetry.Label;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.eventbus.ReplyException;
import org.jspecify.annotations.Nullable;

/** How long calls over the bus take their callers, by address and by what came of them. */
final class BusCalls {
  private static final CallTimers.Kind<Became> CALLS =
      new CallTimers.Kind<>(
          "laurel_bus_call_duration",
          "Calls over the bus as their caller sees them",
          "address",
          "outcome",
          Became.ANSWERED);

  /** Lower ones are the caller's. */
  private static final int FIRST_FAULT = 500;

  private final CallTimers<Became> timers;

  /** What may come of a call. */
  enum Became implements Label {
    /** It was done. */
    ANSWERED("answered"),
    /** The service refused it: the caller has to change something. */
    REFUSED("refused"),
    /** The service could not do it. */
    FAILED("failed"),
    /** Nobody serves the address. */
    NOBODY("nobody"),
    /** No answer came in time. */
    LATE("late");

    private final String label;

    Became(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  BusCalls(MeterRegistry registry) {
    timers = new CallTimers<>(registry, CALLS);
  }

  /** An address that will be called. */
  void expect(String address) {
    timers.of(address);
  }

  /** Takes down a call; {@code cause} is what the bus said, null where it was answered. */
  void ended(String address, @Nullable Throwable cause, long start) {
    timers.of(address).ended(became(cause), start);
  }

  private static Became became(@Nullable Throwable cause) {
    if (cause == null) {
      return Became.ANSWERED;
    }
    if (!(cause instanceof ReplyException reply)) {
      return Became.FAILED;
    }
    return switch (reply.failureType()) {
      case NO_HANDLERS -> Became.NOBODY;
      case TIMEOUT -> Became.LATE;
      case RECIPIENT_FAILURE -> reply.failureCode() < FIRST_FAULT ? Became.REFUSED : Became.FAILED;
      case ERROR -> Became.FAILED;
    };
  }
}
