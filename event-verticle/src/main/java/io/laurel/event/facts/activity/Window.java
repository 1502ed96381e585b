package io.laurel.event.facts.activity;

import java.time.Instant;

/** From {@code start} on, and before {@code end}; exact to the millisecond. */
public record Window(Instant start, Instant end) {
  boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }
}
