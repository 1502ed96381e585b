package io.laurel.auth.credential;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.auth.MutableClock;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.auth.throttle.Throttles;
import io.laurel.auth.user.InMemoryUserStore;
import io.laurel.auth.user.ReservedNames;
import io.laurel.auth.user.Standing;
import io.laurel.auth.user.User;
import io.laurel.auth.user.Users;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProfileChangeTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Passwords PASSWORDS =
      Passwords.open(
              VERTX,
              new PasswordConfig(1, PasswordConfig.Queues.ofEach(100), Duration.ofSeconds(60), 14))
          .await();
  private static final String PASSWORD = "correct-horse-battery";

  private final MutableClock clock = MutableClock.atPresent();
  private final AuditStore audit = new InMemoryAuditStore();
  private final InMemoryUserStore store = new InMemoryUserStore(audit);
  private final CredentialCheck credentials =
      new CredentialCheck(store, PASSWORDS, Throttles.counting(VERTX, clock));
  private final ProfileChange service =
      new ProfileChange(
          new ProvenChanges(
              Users.service(VERTX, store, PASSWORDS, clock), credentials, Users.changes(store)),
          new ReservedNames(List.of("studio")),
          Ids.by(clock),
          clock);

  @BeforeEach
  void addAda() {
    store
        .add(Users.withHash(Users.aUser("ada"), PASSWORDS.hash(PASSWORD, Seat.OWN).await()), null)
        .await();
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void change_both_signsInByTheseAndSessionsGoOn() {
    JsonObject answer =
        change(new JsonObject().put("email", " L@Example.com ").put("username", "lovelace"))
            .await()
            .body();

    assertThat(answer.getString("email")).isEqualTo("l@example.com");
    assertThat(answer.getString("username")).isEqualTo("lovelace");
    assertThat(ada().standing()).isEqualTo(Standing.NEW);
    assertThat(ada().updatedAt()).isEqualTo(clock.instant());
    assertThat(credentials.prove("lovelace", PASSWORD, Origin.UNKNOWN).await().id())
        .isEqualTo("usr_ada");
    assertThat(codeOf(credentials.prove("ada", PASSWORD, Origin.UNKNOWN)))
        .isEqualTo("invalid-credentials");
  }

  @Test
  void change_done_auditNamesTheFieldsAndNoAddress() {
    change(new JsonObject().put("email", "l@example.com")).await();

    AuditEntry entry = Users.onlyEntry(audit);
    assertThat(entry.action()).isEqualTo("auth.updateProfile");
    assertThat(entry.actor()).isEqualTo("usr_ada");
    assertThat(entry.target()).isEqualTo("usr_ada");
    assertThat(entry.after())
        .isEqualTo(new JsonObject().put("fields", new JsonArray().add("email")));
    assertThat(entry.toJson().encode()).doesNotContain("@");
  }

  @Test
  void change_whatIsSo_nothingAndNoEntry() {
    change(new JsonObject().put("email", "ADA@example.com").put("username", "ada")).await();

    assertThat(Users.entries(audit)).isEmpty();
  }

  @Test
  void change_nothing_refused() {
    Failure refusal = catchThrowableOfType(Failure.class, () -> change(new JsonObject()).await());

    assertThat(refusal.status()).isEqualTo(400);
  }

  @Test
  void change_takenOrReserved_refusedAsARegistration() {
    store.add(Users.aUser("bob"), null).await();

    assertThat(codeOf(change(new JsonObject().put("email", "bob@example.com"))))
        .isEqualTo("email-taken");
    assertThat(codeOf(change(new JsonObject().put("username", "BOB")))).isEqualTo("username-taken");
    assertThat(codeOf(change(new JsonObject().put("username", "Admin"))))
        .isEqualTo("username-taken");
    assertThat(codeOf(change(new JsonObject().put("username", "Studio-ABC"))))
        .isEqualTo("username-taken");
    assertThat(change(new JsonObject().put("username", "ADA")).await().body().getString("username"))
        .isEqualTo("ADA");
  }

  @Test
  void change_wrongPassword_countsAsAFailedLogin() {
    for (int i = 0; i < 5; i++) {
      assertThat(codeOf(change("wrong-" + i, new JsonObject().put("username", "lovelace"))))
          .isEqualTo("invalid-credentials");
    }

    assertThat(codeOf(change(new JsonObject().put("username", "lovelace"))))
        .isEqualTo("too-many-attempts");
    assertThat(ada().username()).isEqualTo("ada");
  }

  @Test
  void change_accountWithoutPassword_noPassword() {
    store.replace(Users.suspended(ada()), null).await();
    store.add(Users.withHash(Users.aUser("shard"), null), null).await();
    Principal shard =
        new Principal("usr_shard", "shard", "key_1", Set.of(Role.SERVICE), 0, Instant.MAX);
    JsonObject message = new JsonObject().put("username", "x-1").put("currentPassword", PASSWORD);

    assertThat(
            codeOf(
                service.change(
                    new Call("auth.updateProfile", shard, message, "req", Origin.UNKNOWN))))
        .isEqualTo("no-password");
    assertThat(codeOf(change(new JsonObject().put("username", "lovelace"))))
        .isEqualTo("unauthorized");
  }

  /** Two accounts after one name: the index lets one have it. */
  @Test
  void change_oneNameAtOnce_one() {
    String hash = ada().passwordHash();
    for (int i = 0; i < 8; i++) {
      store.add(Users.withHash(Users.aUser("user-" + i), hash), null).await();
    }
    List<Future<Reply>> all =
        IntStream.range(0, 8)
            .mapToObj(
                i -> change("usr_user-" + i, PASSWORD, new JsonObject().put("username", "star")))
            .toList();
    Future.join(all).otherwiseEmpty().await();

    assertThat(all).filteredOn(Future::succeeded).hasSize(1);
    assertThat(all)
        .filteredOn(Future::failed)
        .extracting(answer -> ((Failure) answer.cause()).code())
        .containsOnly("username-taken");
  }

  private User ada() {
    return store.byId("usr_ada").await();
  }

  private Future<Reply> change(JsonObject fields) {
    return change(PASSWORD, fields);
  }

  private Future<Reply> change(String password, JsonObject fields) {
    return change("usr_ada", password, fields);
  }

  private Future<Reply> change(String userId, String password, JsonObject fields) {
    Principal caller = new Principal(userId, "x", "ses_1", Set.of(Role.USER), 0, Instant.MAX);
    JsonObject message = fields.copy().put("currentPassword", password);
    return service.change(new Call("auth.updateProfile", caller, message, "req", Origin.UNKNOWN));
  }
}
