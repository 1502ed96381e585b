package io.laurel.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Time that passes when the walk says so; the clocks of processes differ from it and each other.
 */
public final class TestTime {
  private volatile Instant now;

  public TestTime(Instant start) {
    now = start;
  }

  public Instant now() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** A clock that is fast by that time, or slow where it is negative. */
  public Clock clockOff(Duration by) {
    return new Clock() {
      @Override
      public Instant instant() {
        return now.plus(by);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
