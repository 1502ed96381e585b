package io.laurel.bus;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.util.function.Function;

/** Where services say which operation they serve. */
@FunctionalInterface
public interface Endpoints {
  /**
   * Serves the operation of that name.
   *
   * @param operationId as in the contract; unknown names are a programming error
   * @param service what decides; a failure that is no {@link Failure} is logged and answered {@code
   *     internal}
   */
  Endpoints serve(String operationId, Function<Call, Future<Reply>> service);

  /**
   * Refuses every call of that operation, before anything of its message is judged: for what an
   * operator has not switched on.
   *
   * @param refusal its code is the contract's {@code x-off-code}
   */
  default Endpoints refuse(String operationId, Failure refusal) {
    return serve(operationId, call -> refusal.asFuture());
  }
}
