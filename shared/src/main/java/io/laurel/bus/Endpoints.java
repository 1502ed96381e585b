package io.laurel.bus;

import io.vertx.core.Future;
import java.util.function.Function;

/** Where services say which operation they serve. */
@FunctionalInterface
public interface Endpoints {
  /**
   * Serves the operation of that name.
   *
   * @param operationId as in the contract; unknown names are a programming error
   * @param service what decides; a failure that is no {@link io.laurel.failure.Failure} is logged
   *     and answered {@code internal}
   */
  Endpoints serve(String operationId, Function<Call, Future<Reply>> service);
}
