package io.laurel.gateway;

import io.laurel.bus.Reply;
import io.laurel.bus.Sender;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** The one operation that has no address on the bus: what this service is. */
final class ServiceInfo implements OperationHandler.Service {
  private final Contract contract;

  ServiceInfo(Contract contract) {
    this.contract = contract;
  }

  @Override
  public Future<Reply> call(
      Operation operation, JsonObject message, Sender sender, Duration within) {
    return Future.succeededFuture(
        Reply.of(
            new JsonObject()
                .put("name", "laurel")
                .put("version", contract.version())
                .put("status", "UP")));
  }
}
