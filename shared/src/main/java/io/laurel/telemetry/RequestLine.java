package io.laurel.telemetry;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request that was answered, for who reads lines by machine; all of it known here, nothing as
 * the client wrote it but the method and its address. Absent values are null.
 *
 * @param route template of the path
 * @param operation of the contract
 * @param status of the answer; null where its client left before
 * @param code of the problem that it was refused with
 * @param nanos how long it took
 * @param bytes of the answer's body
 * @param subject id of the account that sent a valid token
 * @param address of the client
 */
public record RequestLine(
    String method,
    @Nullable String route,
    @Nullable String operation,
    @Nullable Integer status,
    @Nullable String code,
    long nanos,
    long bytes,
    @Nullable String subject,
    @Nullable String address) {
  private static final double MICROS_OF_A_MILLI = 1_000;

  /** How long it took, in milliseconds, to the microsecond. */
  double millis() {
    return TimeUnit.NANOSECONDS.toMicros(nanos) / MICROS_OF_A_MILLI;
  }
}
