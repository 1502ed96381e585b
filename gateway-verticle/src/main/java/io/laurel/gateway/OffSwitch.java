package io.laurel.gateway;

import io.laurel.bus.Reply;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether an operation is switched off is what a client is told first, and only its service knows.
 * So where a body is refused here, which the service never sees, it is asked before that is told; a
 * body that is admitted costs nothing more.
 *
 * @param code of the service's refusal where it is off; null for an operation that is always on
 */
record OffSwitch(@Nullable String code) {
  /** 400, 413 and 415: what is wrong with a body, or with what is said of it. */
  private static final Set<Integer> OF_BODIES = Set.of(400, 413, 415);

  static OffSwitch of(Operation operation) {
    return new OffSwitch(operation.body() == null ? null : operation.body().offCode());
  }

  /**
   * Fails with that refusal, or with the service's where it has the operation switched off.
   *
   * @param ask sends it any message
   */
  Future<Void> unlessOff(Throwable refusal, Supplier<Future<Reply>> ask) {
    if (code == null || !OF_BODIES.contains(Failure.of(refusal).status())) {
      return Future.failedFuture(refusal);
    }
    return ask.get()
        .transform(
            answered -> Future.failedFuture(isOff(answered.cause()) ? answered.cause() : refusal));
  }

  private boolean isOff(@Nullable Throwable cause) {
    return cause instanceof Failure failure && failure.code().equals(code);
  }
}
