package io.laurel.event.outreach.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of an attempt. */
public sealed interface Outcome {
  /**
   * It has arrived.
   *
   * @param status of HTTP, 2xx; 0 on the bus
   */
  record Accepted(int status) implements Outcome {}

  /** The endpoint wants no more parcels (410). */
  record Gone() implements Outcome {
    /** Of HTTP. */
    public static final int STATUS = 410;
  }

  /**
   * It may be tried again.
   *
   * @param error as {@code lastError} of a delivery has it, such as {@code timeout} or {@code
   *     status-503}
   * @param status of HTTP; 0 where there was no answer
   * @param retryAfter how long the endpoint asks to be left alone, an hour at most; null where it
   *     does not ask
   */
  record Failed(String error, int status, @Nullable Duration retryAfter) implements Outcome {
    /** Without an answer. */
    static Failed of(Fault fault) {
      return new Failed(fault.word(), 0, null);
    }

    /** By an answer that is neither 2xx nor 410. */
    static Failed by(int status, @Nullable Duration retryAfter) {
      return new Failed("status-" + status, status, retryAfter);
    }
  }
}
