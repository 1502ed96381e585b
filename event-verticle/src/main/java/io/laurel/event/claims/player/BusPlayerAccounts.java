package io.laurel.event.claims.player;

import io.laurel.bus.BusClient;
import io.laurel.bus.Call;
import io.laurel.contract.Operation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Asks the auth service, with the caller's own token: what it may know is for auth to say. */
final class BusPlayerAccounts implements PlayerAccounts {
  private final BusClient bus;
  private final Operation operation;

  /** Asks by that operation. */
  BusPlayerAccounts(BusClient bus, Operation operation) {
    this.bus = bus;
    this.operation = operation;
  }

  @Override
  public Future<Void> check(String userId, Call call) {
    return bus.request(operation, new JsonObject().put("userId", userId), call.sender()).mapEmpty();
  }
}
