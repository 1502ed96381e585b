package io.laurel.http;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One line for a request that was answered. */
public final class AccessLog {
  private static final String REQUEST_ID = "requestId";

  private final Logger log;

  /** Writes to the logger of that name, by which {@code logback.xml} turns the lines off. */
  public AccessLog(String name) {
    this.log = LoggerFactory.getLogger(name);
  }

  /**
   * Writes the line.
   *
   * @param route template of the path, never the path as sent
   * @param start in nanoseconds, as {@link System#nanoTime()} tells them
   */
  public void write(String id, String method, String route, Object status, long start) {
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
    try (var ignored = MDC.putCloseable(REQUEST_ID, id)) {
      log.info("{} {} {} {} us", method, route, status, micros);
    }
  }
}
