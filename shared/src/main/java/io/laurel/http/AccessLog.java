package io.laurel.http;

import io.laurel.telemetry.LogMarks;
import io.laurel.telemetry.RequestLine;
import io.laurel.telemetry.StatusClass;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for a request that was answered, and its time for metrics. */
public final class AccessLog {
  /** In place of a status, where the client left before its answer. */
  public static final int GONE = 0;

  private static final String NOTHING = "-";

  private final Logger log;
  private final Timing timing;

  /** Takes down how long requests took. */
  @FunctionalInterface
  public interface Timing {
    /**
     * Takes down one.
     *
     * @param operation as in {@link Asked}
     * @param nanos how long it took
     */
    void took(String operation, StatusClass status, long nanos);
  }

  /**
   * What a request asked for; all of it from what is known here, nothing as the client wrote it.
   *
   * @param method as sent, for the line alone
   * @param route template of the path, never the path as sent
   * @param operation of the contract
   */
  public record Asked(String method, String route, String operation) {
    /** Nothing that is known. */
    public static final Asked NOTHING = new Asked(AccessLog.NOTHING, AccessLog.NOTHING);

    /** Asked for no operation. */
    public Asked(String method, String route) {
      this(method, route, NO_OPERATION);
    }

    /** In place of an operation. */
    public static final String NO_OPERATION = "none";
  }

  /** Writes to the logger of that name, by which {@code logback.xml} turns the lines off. */
  public AccessLog(String name) {
    this(name, (operation, status, nanos) -> {});
  }

  /** The same, and has the times taken down. */
  public AccessLog(String name, Timing timing) {
    this.log = LoggerFactory.getLogger(name);
    this.timing = timing;
  }

  /**
   * What became of a request, besides its status.
   *
   * @param code of the problem that refused it
   * @param bytes of the answer's body
   * @param subject id of the account that asked, where a token proved it
   * @param address of the client, where it is known
   */
  public record Became(
      @Nullable String code, long bytes, @Nullable String subject, @Nullable String address) {}

  /**
   * Writes the line.
   *
   * @param marks of the request, from when it began: at its end its trace may be over
   * @param status of the answer, or {@link #GONE}
   * @param start in nanoseconds, as {@link System#nanoTime()} tells them
   */
  public void write(LogMarks marks, Asked asked, int status, Became became, long start) {
    long nanos = System.nanoTime() - start;
    timing.took(
        asked.operation(), status == GONE ? StatusClass.GONE : StatusClass.of(status), nanos);
    try (var ignored = marks.mark()) {
      log.info(
          "{} {} {} {} us",
          asked.method(),
          asked.route(),
          status == GONE ? "gone" : status,
          TimeUnit.NANOSECONDS.toMicros(nanos),
          line(asked, status, became, nanos));
    }
  }

  /** The same for machines; the pattern has no place for it. */
  private static RequestLine line(Asked asked, int status, Became became, long nanos) {
    return new RequestLine(
        asked.method(),
        asked.route().equals(NOTHING) ? null : asked.route(),
        asked.operation().equals(Asked.NO_OPERATION) ? null : asked.operation(),
        status == GONE ? null : status,
        became.code(),
        nanos,
        became.bytes(),
        became.subject(),
        became.address());
  }
}
