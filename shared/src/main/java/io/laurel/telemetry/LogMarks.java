package io.laurel.telemetry;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the log lines of one request have in common.
 *
 * @param requestId its id
 * @param traceId its trace's; null where nothing is traced
 */
public record LogMarks(String requestId, @Nullable String traceId) {
  static final String REQUEST = "requestId";
  static final String TRACE = "traceId";

  /** Those of a request that is worked at now. */
  public static LogMarks of(String requestId) {
    return new LogMarks(requestId, Traces.currentId());
  }

  /** Marks the lines of this thread until it is closed. */
  public Marked mark() {
    MDC.put(REQUEST, requestId);
    if (traceId != null) {
      MDC.put(TRACE, traceId);
    }
    return () -> {
      MDC.remove(REQUEST);
      MDC.remove(TRACE);
    };
  }

  /** Ends with the lines that are marked. */
  @FunctionalInterface
  public interface Marked extends AutoCloseable {
    @Override
    void close();
  }
}
