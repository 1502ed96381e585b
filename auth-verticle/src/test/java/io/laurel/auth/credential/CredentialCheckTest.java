package io.laurel.auth.credential;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.auth.throttle.Throttles;
import io.laurel.auth.user.InMemoryUserStore;
import io.laurel.auth.user.User;
import io.laurel.auth.user.Users;
import io.laurel.bus.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialCheckTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Passwords PASSWORDS =
      Passwords.open(
              VERTX,
              new PasswordConfig(2, PasswordConfig.Queues.ofEach(100), Duration.ofSeconds(60), 14))
          .await();
  private static final String PASSWORD = "correct-horse-battery";
  private static final String HASH = PASSWORDS.hash(PASSWORD, Seat.OWN).await();
  private static final Origin HERE = new Origin("203.0.113.7", "curl/8");

  private final MutableClock clock = MutableClock.atPresent();
  private final InMemoryUserStore store = new InMemoryUserStore();
  private final CredentialCheck credentials =
      new CredentialCheck(store, PASSWORDS, Throttles.counting(VERTX, clock));

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@example.com", " ADA@example.com ", "ada", "ADA"})
  void prove_emailOrUsernameInAnySpelling_theUser(String login) {
    add("ada", HASH);

    assertThat(prove(login, PASSWORD).await().id()).isEqualTo("usr_ada");
  }

  /** Accounts that were opened before their addresses had one spelling. */
  @ParameterizedTest
  @ValueSource(strings = {"cafe\u0301@example.com", "ada@example.com\u00a0"})
  void prove_addressAsItWasOnceStored_theUser(String stored) {
    store.add(Users.withHash(Users.aUser("usr_old", stored, "old"), HASH), null).await();

    assertThat(prove(" " + stored.toUpperCase(Locale.ROOT), PASSWORD).await().id())
        .isEqualTo("usr_old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caf\u00e9@example.com",
        "cafe\u0301@example.com",
        "\u3000CAFE\u0301@example.com\u00a0"
      })
  void prove_spellingsOfOneAddress_theUser(String login) {
    store
        .add(Users.withHash(Users.aUser("usr_1", "caf\u00e9@example.com", "cafe"), HASH), null)
        .await();

    assertThat(prove(login, PASSWORD).await().id()).isEqualTo("usr_1");
  }

  @Test
  void prove_unknownWrongOrSuspended_allTheSame() {
    add("ada", HASH);
    store.add(Users.suspended(Users.withHash(Users.aUser("bob"), HASH)), null).await();

    JsonObject unknown = failureOf(prove("eve", PASSWORD)).toProblem("req");
    JsonObject wrong = failureOf(prove("ada", PASSWORD + "!")).toProblem("req");
    JsonObject suspended = failureOf(prove("bob", PASSWORD)).toProblem("req");
    store.add(Users.withHash(Users.aUser("shard"), null), null).await();
    assertThat(failureOf(prove("shard", PASSWORD)).toProblem("req")).isEqualTo(unknown);

    assertThat(unknown.getString("code")).isEqualTo("invalid-credentials");
    assertThat(wrong).isEqualTo(unknown);
    assertThat(suspended).isEqualTo(unknown);
  }

  @Test
  void prove_tooOften_unknownWrongAndSuspendedAllTheSame() {
    add("ada", HASH);
    store.add(Users.suspended(Users.withHash(Users.aUser("bob"), HASH)), null).await();

    JsonObject unknown = afterFiveFailures("eve", PASSWORD);
    JsonObject wrong = afterFiveFailures("ada", PASSWORD + "!");
    JsonObject suspended = afterFiveFailures("bob", PASSWORD);

    assertThat(unknown.getString("code")).isEqualTo("too-many-attempts");
    assertThat(unknown.getInteger("retryAfter")).isEqualTo(1);
    assertThat(wrong).isEqualTo(unknown);
    assertThat(suspended).isEqualTo(unknown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "eve"})
  void prove_anySpellingOfALogin_oneCount(String name) {
    add("ada", HASH);

    for (String login :
        List.of(name, name.toUpperCase(Locale.ROOT), " " + name, name + "\t", name)) {
      assertThat(codeOf(prove(login, "something else"))).isEqualTo("invalid-credentials");
    }

    assertThat(codeOf(prove(name, PASSWORD))).isEqualTo("too-many-attempts");
  }

  @Test
  void prove_emailAndUsernameOfOneAccount_oneCount() {
    User ada = add("ada", HASH);

    for (String login : List.of("ada", "ada@example.com", "ada", "ada@example.com")) {
      assertThat(codeOf(prove(login, "something else"))).isEqualTo("invalid-credentials");
    }
    assertThat(codeOf(credentials.prove(ada, "something else", HERE)))
        .isEqualTo("invalid-credentials");

    assertThat(codeOf(prove("ada", PASSWORD))).isEqualTo("too-many-attempts");
    assertThat(codeOf(credentials.prove(ada, PASSWORD, HERE))).isEqualTo("too-many-attempts");
  }

  /** I4. Without a hash to compute for nobody, an unknown login answers in a hundredth. */
  @Test
  void prove_unknownWrongOrSuspended_sameTime() {
    add("ada", HASH);
    store.add(Users.suspended(Users.withHash(Users.aUser("bob"), HASH)), null).await();
    CredentialCheck patient =
        new CredentialCheck(
            store,
            PASSWORDS,
            Throttles.counting(VERTX, clock, Map.of("LOGIN_FREE_FAILURES", 1000)));
    List<Long> unknown = new ArrayList<>();
    List<Long> wrong = new ArrayList<>();
    List<Long> suspended = new ArrayList<>();

    for (int round = 0; round < 21; round++) {
      unknown.add(nanos(patient, "eve"));
      wrong.add(nanos(patient, "ada"));
      suspended.add(nanos(patient, "bob"));
    }

    assertThat(median(unknown) / median(wrong)).isBetween(0.5, 2.0);
    assertThat(median(suspended) / median(wrong)).isBetween(0.5, 2.0);
  }

  @Test
  void prove_importedHash_upgraded() {
    add("ada", Users.bcrypt(PASSWORD));

    assertThat(prove("ada", PASSWORD).await().id()).isEqualTo("usr_ada");

    assertThat(store.byUsername("ada").await().passwordHash()).startsWith("$argon2id$");
    assertThat(prove("ada", PASSWORD).await().id()).isEqualTo("usr_ada");
  }

  @Test
  void prove_importedHashAndWrongPassword_stays() {
    User ada = add("ada", Users.bcrypt(PASSWORD));

    assertThat(codeOf(prove("ada", PASSWORD + "!"))).isEqualTo("invalid-credentials");

    assertThat(store.byUsername("ada").await()).isEqualTo(ada);
  }

  @Test
  void prove_importedHashChangedMeanwhile_newPasswordStays() {
    add("ada", Users.bcrypt(PASSWORD));
    CountDownLatch changed = new CountDownLatch(1);
    WorkerExecutor pool = VERTX.createSharedWorkerExecutor("laurel-password");
    List<Future<Void>> workers =
        Stream.generate(() -> pool.executeBlocking(() -> await(changed), false)).limit(2).toList();

    Future<User> login = prove("ada", PASSWORD);
    store.replace(Users.withHash(store.byUsername("ada").await(), "$new"), null).await();
    changed.countDown();

    assertThat(login.await().id()).isEqualTo("usr_ada");
    assertThat(Future.all(workers).await().succeeded()).isTrue();
    assertThat(store.byUsername("ada").await().passwordHash()).isEqualTo("$new");
  }

  private static Void await(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return null;
  }

  private Future<User> prove(String login, String password) {
    return credentials.prove(login, password, HERE);
  }

  private JsonObject afterFiveFailures(String login, String password) {
    for (int i = 0; i < 5; i++) {
      assertThat(codeOf(prove(login, password))).isEqualTo("invalid-credentials");
    }
    return failureOf(prove(login, password)).toProblem("req");
  }

  private User add(String name, String hash) {
    User user = Users.withHash(Users.aUser(name), hash);
    store.add(user, null).await();
    return user;
  }

  private static long nanos(CredentialCheck check, String login) {
    long start = System.nanoTime();
    check.prove(login, "something else", HERE).otherwiseEmpty().await();
    return System.nanoTime() - start;
  }

  private static double median(List<Long> times) {
    Collections.sort(times);
    return times.get(times.size() / 2);
  }
}
