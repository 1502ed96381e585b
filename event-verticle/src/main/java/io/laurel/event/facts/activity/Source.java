package io.laurel.event.facts.activity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Activities that a condition reads.
 *
 * @param subject only those about this; null for whatever they are about
 * @param span which of them in time
 */
public record Source(String type, @Nullable String subject, Span span) {
  /** Which activities count. */
  public enum Span {
    /** Those in the window of the event. */
    WINDOW,
    /**
     * All there ever were; only the highest amount is known, and only of the types in this list.
     */
    EVER
  }

  /** Checks that the span is one that is kept. */
  public Source {
    Objects.requireNonNull(type);
    if (span == Span.EVER && (subject != null || !Highest.isKept(type))) {
      throw new IllegalArgumentException("Nobody keeps " + type + " for ever");
    }
  }

  /** Those in the window, whatever they are about. */
  public static Source of(String type) {
    return new Source(type, null, Span.WINDOW);
  }

  /** Those in the window about that; null for whatever they are about. */
  public static Source of(String type, @Nullable String subject) {
    return new Source(type, subject, Span.WINDOW);
  }

  /** All there ever were. */
  public static Source ever(String type) {
    return new Source(type, null, Span.EVER);
  }
}
