package io.laurel.auth.user;

import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/** Admitted calls for tests. */
public final class Calls {
  private Calls() {}

  /** A call by the ADMIN {@code usr_root}. */
  public static Call byRoot(String operation, JsonObject message) {
    return by("usr_root", operation, message);
  }

  /** A call by an ADMIN. */
  public static Call by(String userId, String operation, JsonObject message) {
    Principal principal =
        new Principal(userId, "root", "ses_1", Set.of(Role.ADMIN), 0, Instant.MAX);
    return new Call(operation, principal, message, "req_test", Origin.UNKNOWN);
  }
}
