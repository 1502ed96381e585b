package io.laurel.standalone.demo;

import io.laurel.bus.BusClient;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.bus.RequestId;
import io.laurel.bus.Sender;
import io.laurel.launch.Host;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls operations as any client inside the cluster does. */
final class DemoClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Host host;
  private final BusClient bus;

  DemoClient(Host host) {
    this.host = host;
    this.bus = new BusClient(host.vertx(), PATIENCE);
  }

  /** An account that has signed in. */
  record Account(String id, String username, String password, String token) {
    /** Without password and token. */
    @Override
    public String toString() {
      return "Account[" + username + "]";
    }
  }

  Future<Account> signIn(String username, String password) {
    JsonObject credentials = new JsonObject().put("login", username).put("password", password);
    return call("auth.login", null, credentials)
        .map(
            tokens ->
                new Account(
                    tokens.getJsonObject("user").getString("id"),
                    username,
                    password,
                    tokens.getString("accessToken")));
  }

  Future<JsonObject> as(Account account, String operation, JsonObject message) {
    return call(operation, account.token(), message);
  }

  /** As somebody who has not signed in. */
  Future<JsonObject> anonymously(String operation, JsonObject message) {
    return call(operation, null, message);
  }

  private Future<JsonObject> call(String operation, @Nullable String token, JsonObject message) {
    return bus.request(
            host.contract().operation(operation),
            message,
            new Sender(token, RequestId.orNew(null), Origin.UNKNOWN))
        .map(Reply::body);
  }
}
