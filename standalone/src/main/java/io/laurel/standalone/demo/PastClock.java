package io.laurel.standalone.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where it is set. Belongs to one event loop. */
final class PastClock extends Clock {
  private Instant now;

  PastClock(Instant now) {
    this.now = now;
  }

  void set(Instant moment) {
    now = moment;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Instants are all that is asked of it. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
