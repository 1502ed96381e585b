package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.revocation.Revoker;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.revocation.InMemoryRevocationStore;
import io.laurel.revocation.Revocation;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UserRevocationsTest {
  private static final Duration LIFETIME = Duration.ofMinutes(17);

  private final MutableClock clock = MutableClock.atPresent();
  private final InMemoryUserStore store = new InMemoryUserStore();
  private final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
  private final List<JsonObject> announced = new ArrayList<>();
  private final UserRevocations service =
      new UserRevocations(store, new Revoker(revocations, announced::add, LIFETIME, clock));
  private final UserChanges changes = new UserChanges(store, service);

  @Test
  void change_epochRaised_revokedAnnouncedAndUnmarked() {
    store.add(Users.aUser("ada"), null).await();

    changes
        .change("usr_ada", UserFailures.notFound(), UserRevocationsTest::withoutSessionsButOne)
        .await();

    assertThat(revoked()).containsExactly(new Revocation("usr_ada", 1, "ses_1", 0));
    assertThat(revocations.expiresAt("usr_ada")).isEqualTo(clock.instant().plus(LIFETIME));
    assertThat(announced)
        .containsExactly(
            new JsonObject().put("userId", "usr_ada").put("at", Instants.format(clock.instant())));
    assertThat(store.revoking(10).await()).isEmpty();
  }

  @Test
  void change_cannotRevoke_failsButHoldsAndASweepRevokes() {
    store.add(Users.aUser("ada"), null).await();
    revocations.setAway(true);

    assertThat(
            codeOf(
                changes.change(
                    "usr_ada",
                    UserFailures.notFound(),
                    UserRevocationsTest::withoutSessionsButOne)))
        .isEqualTo("unavailable");
    assertThat(store.byId("usr_ada").await().standing().epoch()).isEqualTo(1);
    assertThat(announced).isEmpty();

    revocations.setAway(false);
    service.sweep().await();
    assertThat(revoked()).containsExactly(new Revocation("usr_ada", 1, "ses_1", 0));
    assertThat(announced).hasSize(1);
    assertThat(store.revoking(10).await()).isEmpty();
  }

  /** What a process leaves that dies between its two writes. */
  @Test
  void sweep_manyChangedOnly_allRevoked() {
    for (int i = 0; i < 250; i++) {
      User user = Users.aUser("ada" + i);
      store.add(user, null).await();
      store.replaceRevoking(withoutSessionsButOne(user).user(), null).await();
    }

    service.sweep().await();

    assertThat(revoked()).hasSize(250);
    assertThat(store.revoking(10).await()).isEmpty();
  }

  /** A process that was frozen in between and goes on. */
  @Test
  void revoke_lateByAnOlderEpoch_undoesNothing() {
    User ada = Users.aUser("ada");
    store.add(ada, null).await();
    User first = Users.written(store.replaceRevoking(withoutSessionsButOne(ada).user(), null));
    changes.change("usr_ada", UserFailures.notFound(), user -> withoutSessions(user)).await();

    service.revoke(first).await();

    assertThat(revoked()).containsExactly(new Revocation("usr_ada", 2, null, 2));
  }

  private List<Revocation> revoked() {
    return revocations.read(null).await().revocations();
  }

  private static Decision.Write withoutSessionsButOne(User user) {
    Standing standing = user.standing().withoutSessionsBut("ses_1");
    return new Decision.Write(user.withStanding(standing, user.updatedAt()), null);
  }

  private static Decision.Write withoutSessions(User user) {
    return new Decision.Write(
        user.withStanding(user.standing().withoutSessions(), user.updatedAt()), null);
  }
}
