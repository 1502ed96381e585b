package io.laurel.event.claims.player;

import io.laurel.bus.BusClient;
import io.laurel.bus.Call;
import io.laurel.contract.Operation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks the auth service, with the caller's own token: what it may know is for auth to say. */
final class BusPlayerAccounts implements PlayerAccounts {
  private final BusClient bus;
  private final Operation check;
  private final Operation names;

  /** Asks by these operations. */
  BusPlayerAccounts(BusClient bus, Operation check, Operation names) {
    this.bus = bus;
    this.check = check;
    this.names = names;
  }

  @Override
  public Future<Void> check(String userId, Call call) {
    return bus.request(check, new JsonObject().put("userId", userId), call.sender()).mapEmpty();
  }

  @Override
  public Future<Map<String, String>> usernames(Collection<String> userIds, Call call) {
    return bus.request(names, new JsonObject().put("ids", String.join(",", userIds)), call.sender())
        .map(reply -> byId(Objects.requireNonNull(reply.body()).getJsonArray("items")));
  }

  private static Map<String, String> byId(JsonArray accounts) {
    return IntStream.range(0, accounts.size())
        .mapToObj(accounts::getJsonObject)
        .collect(
            Collectors.toMap(
                account -> account.getString("id"), account -> account.getString("username")));
  }
}
