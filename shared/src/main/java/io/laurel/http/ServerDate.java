package io.laurel.http;

import io.netty.handler.codec.DateFormatter;
import java.time.Clock;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** The {@code Date} of answers (RFC 9110, section 6.6.1), written anew once a second. */
final class ServerDate {
  private final Clock clock;
  private volatile Second last = new Second(-1, "");

  private record Second(long number, String text) {}

  ServerDate(Clock clock) {
    this.clock = clock;
  }

  /** The date as a header bears it; safe from any thread. */
  @SuppressWarnings("JavaUtilDate") // Netty's formatter takes nothing else.
  String now() {
    long millis = clock.millis();
    long number = TimeUnit.MILLISECONDS.toSeconds(millis);
    Second second = last;
    if (second.number() != number) {
      second = new Second(number, DateFormatter.format(new Date(millis)));
      last = second;
    }
    return second.text();
  }
}
