package io.laurel.standalone;

import io.laurel.security.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Accounts that an administrator opens, one after the other. */
final class Accounts {
  static final String PASSWORD = "correct-horse-battery";

  /** Nobody else's, also where others have opened accounts before. */
  private final String prefix = "u" + UUID.randomUUID().toString().substring(0, 8) + "-";

  private final Api api;
  private final String admin;
  private int made;

  /** Opens them with an ADMIN's token. */
  Accounts(Api api, String admin) {
    this.api = api;
    this.admin = admin;
  }

  /** A new account with one role, as answered. */
  JsonObject open(Role role) {
    String name = prefix + ++made;
    JsonObject account =
        new JsonObject()
            .put("email", name + "@example.com")
            .put("username", name)
            .put("password", PASSWORD)
            .put("roles", new JsonArray().add(role.name()));
    return Api.created(api.post("/users", admin, account));
  }

  /** The access token of a new account with one role. */
  String tokenOf(Role role) {
    return api.login(open(role).getString("username"), PASSWORD);
  }
}
