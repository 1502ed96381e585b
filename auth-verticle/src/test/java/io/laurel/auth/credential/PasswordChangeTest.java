package io.laurel.auth.credential;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.auth.revocation.Revoker;
import io.laurel.auth.throttle.Throttles;
import io.laurel.auth.user.InMemoryUserStore;
import io.laurel.auth.user.Standing;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserService;
import io.laurel.auth.user.Users;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.revocation.InMemoryRevocationStore;
import io.laurel.revocation.Revocation;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PasswordChangeTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Passwords PASSWORDS =
      Passwords.open(
              VERTX,
              new PasswordConfig(1, PasswordConfig.Queues.ofEach(100), Duration.ofSeconds(60), 14))
          .await();
  private static final String OLD = "correct-horse-battery";
  private static final String NEW = "wrong-zebra-dynamo";

  private final MutableClock clock = MutableClock.atPresent();
  private final InMemoryUserStore store = new InMemoryUserStore();
  private final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
  private final UserService users = Users.service(VERTX, store, PASSWORDS, clock);
  private final CredentialCheck credentials =
      new CredentialCheck(store, PASSWORDS, Throttles.counting(VERTX, clock));
  private final PasswordChange service = service();

  private PasswordChange service() {
    var revoker = new Revoker(revocations, message -> {}, Duration.ofMinutes(17), clock);
    var changes = Users.changes(store, revoker);
    var proven = new ProvenChanges(users, credentials, changes);
    return new PasswordChange(users, proven, PASSWORDS, clock);
  }

  @BeforeEach
  void addAda() {
    store
        .add(Users.withHash(Users.aUser("ada"), PASSWORDS.hash(OLD, Seat.OWN).await()), null)
        .await();
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void change_rightPassword_theNewOneSignsInAndTheOldDoesNot() {
    assertThat(change("ses_1", OLD, NEW).await()).isEqualTo(Reply.empty());

    assertThat(credentials.prove("ada", NEW, Origin.UNKNOWN).await().id()).isEqualTo("usr_ada");
    assertThat(codeOf(credentials.prove("ada", OLD, Origin.UNKNOWN)))
        .isEqualTo("invalid-credentials");
    assertThat(ada().updatedAt()).isEqualTo(clock.instant());
  }

  @Test
  void change_done_otherSessionsEndAndThisOneGoesOnWithItsTokens() {
    change("ses_1", OLD, NEW).await();

    assertThat(ada().standing()).isEqualTo(new Standing(1, 1, "ses_1", 0));
    assertThat(revocations.read(null).await().revocations())
        .containsExactly(new Revocation("usr_ada", 1, "ses_1", 0));
  }

  @Test
  void change_wrongPassword_refusedAndNothingEnds() {
    assertThat(codeOf(change("ses_1", OLD + "!", NEW))).isEqualTo("invalid-credentials");

    assertThat(ada().standing()).isEqualTo(Standing.NEW);
    assertThat(credentials.prove("ada", OLD, Origin.UNKNOWN).await().id()).isEqualTo("usr_ada");
  }

  @Test
  void change_accountWithoutPassword_refusedAndNothingCounted() {
    store.add(Users.withHash(Users.aUser("shard"), null), null).await();
    Principal shard =
        new Principal("usr_shard", "shard", "key_1", Set.of(Role.SERVICE), 0, Instant.MAX);
    JsonObject message = new JsonObject().put("currentPassword", OLD).put("newPassword", NEW);

    for (int i = 0; i < 10; i++) {
      assertThat(
              codeOf(
                  service.change(
                      new Call("auth.changePassword", shard, message, "req", Origin.UNKNOWN))))
          .isEqualTo("no-password");
    }
  }

  @Test
  void change_wrongPasswordOverAndOver_hasToWait() {
    for (int i = 0; i < 5; i++) {
      assertThat(codeOf(change("ses_1", OLD + i, NEW))).isEqualTo("invalid-credentials");
    }

    assertThat(codeOf(change("ses_1", OLD, NEW))).isEqualTo("too-many-attempts");
  }

  @Test
  void change_toACommonOne_refusedAtTheNewPassword() {
    Failure refusal = failureOf(change("ses_1", OLD, "password123"));

    assertThat(refusal.faults()).extracting(Fault::pointer).containsExactly("/newPassword");
  }

  @Test
  void change_toOwnName_refusedAtTheNewPassword() {
    Failure refusal = failureOf(change("ses_1", OLD, "ADA@example.com"));

    assertThat(refusal.code()).isEqualTo("invalid-request");
    assertThat(refusal.faults()).extracting(Fault::pointer).containsExactly("/newPassword");
  }

  @Test
  void change_suspendedOrGone_unauthorized() {
    store.replace(Users.suspended(ada()), null).await();

    assertThat(codeOf(change("ses_1", OLD, NEW))).isEqualTo("unauthorized");
  }

  @Test
  void change_tokenRevokedMeanwhile_unauthorized() {
    User ada = ada();
    store
        .replace(ada.withStanding(ada.standing().withoutSessions(), ada.updatedAt()), null)
        .await();

    assertThat(codeOf(change("ses_1", OLD, NEW))).isEqualTo("unauthorized");
  }

  @Test
  void change_severalAtOnce_oneWinsAndItsPasswordHolds() {
    List<Future<Reply>> changes =
        Stream.of("a", "b", "c", "d").map(end -> change("ses_1", OLD, NEW + end)).toList();
    Future.join(changes).otherwiseEmpty().await();

    assertThat(changes).filteredOn(Future::succeeded).hasSize(1);
    assertThat(changes)
        .filteredOn(Future::failed)
        .extracting(change -> codeOf(change))
        .containsOnly("invalid-credentials");
    assertThat(ada().standing().epoch()).isEqualTo(1);
    int winner = changes.indexOf(changes.stream().filter(Future::succeeded).findFirst().get());
    assertThat(credentials.prove("ada", NEW + "abcd".charAt(winner), Origin.UNKNOWN).await())
        .isNotNull();
  }

  @Test
  void change_severalSessionsAtOnce_onlyTheWinnersGoesOn() {
    List<Future<Reply>> changes =
        Stream.of("ses_1", "ses_2", "ses_3").map(session -> change(session, OLD, NEW)).toList();
    Future.join(changes).otherwiseEmpty().await();

    assertThat(changes).filteredOn(Future::succeeded).hasSize(1);
    int winner = changes.indexOf(changes.stream().filter(Future::succeeded).findFirst().get());
    assertThat(ada().standing().kept()).isEqualTo("ses_" + (winner + 1));
  }

  /** As a login does with an imported hash. */
  @Test
  void change_sameLoginRehashedMeanwhile_provesAgainAndSucceeds() {
    String rehashed = PASSWORDS.hash(OLD, Seat.OWN).await();
    // Ahead in the queue, so that the change waits.
    for (int i = 0; i < 10; i++) {
      PASSWORDS.hash("other work", Seat.OWN);
    }
    Future<Reply> change = change("ses_1", OLD, NEW);
    Users.written(store.replace(ada().withPasswordHash(rehashed), null));

    change.await();

    assertThat(credentials.prove("ada", NEW, Origin.UNKNOWN).await()).isNotNull();
  }

  @Test
  void change_loginByTheOldPasswordMeanwhile_itsSessionDoesNotCount() {
    User proved = credentials.prove("ada", OLD, Origin.UNKNOWN).await();

    change("ses_1", OLD, NEW).await();

    Standing now = ada().standing();
    long begunAt = proved.standing().epoch();
    assertThat(now.admitsSession("ses_2", begunAt)).isFalse();
    assertThat(now.revocation("usr_ada").voids(token("ses_2", begunAt))).isTrue();
  }

  private User ada() {
    return store.byId("usr_ada").await();
  }

  private Future<Reply> change(String session, String from, String to) {
    JsonObject message = new JsonObject().put("currentPassword", from).put("newPassword", to);
    return service.change(new Call("test", token(session, 0), message, "req_test", Origin.UNKNOWN));
  }

  private static Principal token(String session, long epoch) {
    return new Principal("usr_ada", "ada", session, Set.of(Role.USER), epoch, Instant.MAX);
  }
}
