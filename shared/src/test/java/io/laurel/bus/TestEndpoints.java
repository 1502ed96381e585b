package io.laurel.bus;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Operations without a bus: each is called on the thread that asks. */
public final class TestEndpoints implements Endpoints {
  private final Map<String, Function<Call, Future<Reply>>> services = new HashMap<>();

  @Override
  public TestEndpoints serve(String operationId, Function<Call, Future<Reply>> service) {
    if (services.put(operationId, service) != null) {
      throw new AssertionError(operationId + " is served twice");
    }
    return this;
  }

  /** Handles the call as its endpoint would. */
  public Future<Reply> handle(Call call) {
    return services.get(call.operation()).apply(call);
  }
}
