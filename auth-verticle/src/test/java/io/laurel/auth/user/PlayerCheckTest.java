package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.TestAuth;
import io.laurel.auth.session.TestSignIns;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the event service asks about an account that a game server names. */
final class PlayerCheckTest {
  private static final Vertx VERTX = Vertx.vertx();

  private final TestAuth auth =
      TestSignIns.addTo(TestAuth.inMemory(VERTX, MutableClock.atPresent())).start();

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void check_accountThatMayPlay_thatId() {
    auth.users().add(Users.aUser("ada"), null).await();

    assertThat(check("usr_ada").await().body())
        .isEqualTo(new JsonObject().put("userId", "usr_ada"));
  }

  @Test
  void check_suspendedNoUserOrNobody_userNotFound() {
    auth.users().add(Users.suspended(Users.aUser("bob")), null).await();
    auth.users().add(Users.with(Users.aUser("olga"), Role.OPERATOR), null).await();

    assertThat(codeOf(check("usr_bob"))).isEqualTo("user-not-found");
    assertThat(codeOf(check("usr_olga"))).isEqualTo("user-not-found");
    assertThat(codeOf(check("usr_none"))).isEqualTo("user-not-found");
  }

  private Future<Reply> check(String userId) {
    Principal shard =
        new Principal("usr_shard", "shard", "key_1", Set.of(Role.SERVICE), 0, Instant.MAX);
    JsonObject message = new JsonObject().put("userId", userId);
    return auth.call(
        "player.check", new Call("player.check", shard, message, "req", Origin.UNKNOWN));
  }
}
