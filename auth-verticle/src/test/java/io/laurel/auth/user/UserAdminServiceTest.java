package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.auth.MutableClock;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.PasswordSeal;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.security.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class UserAdminServiceTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Passwords PASSWORDS =
      Passwords.open(
              VERTX,
              new PasswordConfig(2, PasswordConfig.Queues.ofEach(100), Duration.ofSeconds(60), 14))
          .await();
  private static final String PASSWORD = "correct-horse-battery";

  private final MutableClock clock = MutableClock.atPresent();
  private final Ids ids = Ids.by(clock);
  private final AuditStore audit = new InMemoryAuditStore();
  private final InMemoryUserStore store = new InMemoryUserStore(audit);
  private final UserService users = Users.service(VERTX, store, PASSWORDS, clock);
  private final UserAdminService service =
      new UserAdminService(store, users, seal("server's secret"), ids);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void create_gameServer_canSignIn() {
    JsonObject answer = create(server("shard-7"));

    assertThat(answer.getJsonArray("roles")).isEqualTo(new JsonArray().add("SERVICE"));
    assertThat(answer.getBoolean("suspended")).isFalse();
    User stored = store.byId(answer.getString("id")).await();
    assertThat(PASSWORDS.verify(PASSWORD, stored.passwordHash(), Seat.OWN).await()).isTrue();
  }

  @Test
  void create_gameServerWithoutPassword_accountWithoutOne() {
    JsonObject message = server("shard-7");
    message.remove("password");

    JsonObject answer = create(message);

    assertThat(answer.getJsonArray("roles")).isEqualTo(new JsonArray().add("SERVICE"));
    assertThat(store.byId(answer.getString("id")).await().passwordHash()).isNull();
  }

  @Test
  void create_gameServerWithoutPasswordAgainWithKey_replayed() {
    JsonObject message = keyed(server("shard-7"));
    message.remove("password");
    JsonObject first = create(message);

    assertThat(create(message)).isEqualTo(first);
    assertThat(codeOf(service.create(call(keyed(server("shard-7"))))))
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void create_anybodyElseWithoutPassword_refusedWithItsPointer() {
    for (List<String> roles :
        List.of(List.of("USER"), List.of("SERVICE", "USER"), List.of("SERVICE", "ADMIN"))) {
      JsonObject message = server("shard-7").put("roles", new JsonArray(roles));
      message.remove("password");

      Failure refusal = catchThrowableOfType(Failure.class, () -> service.create(call(message)));

      assertThat(refusal.faults()).extracting(Fault::pointer).containsExactly("/password");
    }
  }

  @Test
  void create_newUser_entryWithoutAddressAndPassword() {
    String id = create(server("shard-7")).getString("id");

    AuditEntry entry = Users.onlyEntry(audit);
    assertThat(entry.actor()).isEqualTo("usr_root");
    assertThat(entry.action()).isEqualTo("user.create");
    assertThat(entry.target()).isEqualTo(id);
    assertThat(entry.requestId()).isEqualTo("req_test");
    assertThat(entry.before()).isNull();
    assertThat(entry.after())
        .isEqualTo(new JsonObject().put("roles", new JsonArray().add("SERVICE")));
  }

  @Test
  void create_newUser_announcedWithoutAnythingPersonal() {
    Promise<JsonObject> heard = Promise.promise();
    VERTX
        .eventBus()
        .<JsonObject>consumer(
            UserNews.USER_REGISTERED.address(), message -> heard.tryComplete(message.body()));

    String id = create(server("shard-7")).getString("id");

    assertThat(heard.future().await())
        .isEqualTo(new JsonObject().put("userId", id).put("roles", new JsonArray().add("SERVICE")));
  }

  @Test
  void create_taken_refusedAsRegistrationIs() {
    create(server("shard-7"));

    assertThat(codeOf(service.create(call(server("shard-7"))))).isEqualTo("email-taken");
    assertThat(codeOf(service.create(call(server("shard-8").put("username", "SHARD-7")))))
        .isEqualTo("username-taken");
  }

  @Test
  void create_whatRegistrationRefuses_refused() {
    Call ownName = call(server("shard-7").put("password", "shard-7@example.com"));
    Call reserved = call(server("Admin"));

    Failure weak = catchThrowableOfType(Failure.class, () -> service.create(ownName));
    Failure taken = catchThrowableOfType(Failure.class, () -> service.create(reserved));

    assertThat(weak.faults()).extracting(Fault::pointer).containsExactly("/password");
    assertThat(taken.code()).isEqualTo("username-taken");
  }

  @Test
  void create_againWithKey_replaysTheUserAsItIsNow() {
    JsonObject first = create(keyed(server("shard-7")));
    store.replace(Users.suspended(store.byUsername("shard-7").await()), null).await();

    Reply again = service.create(call(keyed(server("shard-7")))).await();

    assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(again.body()).isEqualTo(first.put("suspended", true));
    assertThat(Users.entries(audit)).hasSize(1);
  }

  @Test
  void create_sameKeyInParallel_oneUserAndEveryAnswerIsIt() {
    List<Future<Reply>> creates =
        IntStream.range(0, 10)
            .mapToObj(i -> service.create(call(keyed(server("shard-7")))))
            .toList();

    assertThat(creates)
        .extracting(create -> create.await().body())
        .containsOnly(store.byUsername("shard-7").await().toJson());
    assertThat(creates).filteredOn(create -> create.await().headers().isEmpty()).hasSize(1);
  }

  @Test
  void create_sameKeyOtherBody_refusedWhateverDiffers() {
    create(keyed(server("shard-7")));

    assertThat(codeOf(service.create(call(keyed(server("shard-8"))))))
        .isEqualTo("idempotency-key-reused");
    assertThat(codeOf(service.create(call(keyed(server("shard-7")).put("password", "another-1")))))
        .isEqualTo("idempotency-key-reused");
    assertThat(
            codeOf(
                service.create(
                    call(keyed(server("shard-7")).put("roles", new JsonArray().add("ADMIN"))))))
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void create_sameKeyOfAnotherAdmin_anotherUser() {
    create(keyed(server("shard-7")));

    JsonObject message = keyed(server("shard-8"));
    Reply other = service.create(Calls.by("usr_other", "user.create", message)).await();

    assertThat(other.headers()).isEmpty();
  }

  @Test
  void create_sameNameAndAnotherKey_taken() {
    create(keyed(server("shard-7")));

    assertThat(codeOf(service.create(call(server("shard-7").put(Creation.KEY, "other")))))
        .isEqualTo("email-taken");
  }

  /** Whoever reads the database knows all of the request but the password. */
  @Test
  void create_withKey_fingerprintDoesNotTellThePassword() {
    create(keyed(server("shard-7")));

    String fingerprint = store.byUsername("shard-7").await().fingerprint();
    JsonObject guess = server("shard-7");
    assertThat(fingerprint)
        .isNotNull()
        .isNotEqualTo(
            Creation.of(ids, "usr", "usr_root", "user.create", keyed(guess)).fingerprint())
        .isNotEqualTo(guessed(guess, PASSWORD))
        .isNotEqualTo(guessed(guess, Sha256.text(PASSWORD.getBytes(StandardCharsets.UTF_8))))
        .isNotEqualTo(guessed(guess, seal("another secret").of(PASSWORD)))
        .isEqualTo(guessed(guess, seal("server's secret").of(PASSWORD)));
  }

  private String guessed(JsonObject request, String password) {
    JsonObject message = keyed(request.copy().put("password", password));
    return Creation.of(ids, "usr", "usr_root", "user.create", message).fingerprint();
  }

  @Test
  void get_unknown_userNotFound() {
    assertThat(codeOf(service.get(call(new JsonObject().put("userId", "usr_none")))))
        .isEqualTo("user-not-found");
  }

  @Test
  void get_known_thatUser() {
    JsonObject user = create(server("shard-7"));

    JsonObject message = new JsonObject().put("userId", user.getString("id"));
    assertThat(service.get(call(message)).await().body()).isEqualTo(user);
  }

  @Test
  void list_textInOtherCase_found() {
    JsonObject user = create(server("shard-7"));
    create(server("other"));

    JsonObject message =
        new JsonObject().put("limit", 20).put("q", " SHARD").put("role", "SERVICE");
    assertThat(service.list(call(message)).await().body())
        .isEqualTo(new JsonObject().put("items", new JsonArray().add(user)));
  }

  @Test
  void list_ids_theseNewestFirstAndUnknownLeftOut() {
    String first = create(server("one")).getString("id");
    clock.advance(Duration.ofSeconds(1));
    String second = create(server("two")).getString("id");
    create(server("three"));

    JsonObject message = new JsonObject().put("limit", 1).put("ids", first + ",usr_none," + second);

    assertThat(idsOf(service.list(call(message)).await())).containsExactly(second, first);
  }

  @Test
  void list_idsBesideAFilter_refusedWithItsPointer() {
    for (String filter : List.of("q", "role", "cursor")) {
      JsonObject message = new JsonObject().put("limit", 20).put("ids", "usr_1");
      message.put(filter, "SERVICE");

      Failure refusal = catchThrowableOfType(Failure.class, () -> service.list(call(message)));

      assertThat(refusal.faults()).extracting(Fault::pointer).containsExactly("/" + filter);
    }
  }

  @Test
  void list_moreThanAHundredIds_refused() {
    List<String> many = IntStream.range(0, 101).mapToObj(n -> "usr_" + n).toList();
    JsonObject message = new JsonObject().put("limit", 20).put("ids", String.join(",", many));

    Failure refusal = catchThrowableOfType(Failure.class, () -> service.list(call(message)));

    assertThat(refusal.faults()).extracting(Fault::pointer).containsExactly("/ids");
  }

  @Test
  void listAndGet_auditor_noAddressAndNoneIsFound() {
    JsonObject user = create(server("shard-7").put("email", "machine@example.com"));
    String id = user.getString("id");
    user.remove("email");

    assertThat(service.get(byAuditor(new JsonObject().put("userId", id))).await().body())
        .isEqualTo(user);
    for (String found : List.of("shard", "SHARD-7")) {
      JsonObject message = new JsonObject().put("limit", 20).put("q", found);
      assertThat(service.list(byAuditor(message)).await().body().getJsonArray("items"))
          .containsExactly(user);
    }
    JsonObject byAddress = new JsonObject().put("limit", 20).put("q", "machine@");
    assertThat(idsOf(service.list(byAuditor(byAddress)).await())).isEmpty();
    assertThat(idsOf(service.list(call(byAddress)).await())).containsExactly(id);
    JsonObject named = new JsonObject().put("limit", 20).put("ids", id);
    assertThat(service.list(byAuditor(named)).await().body().getJsonArray("items"))
        .containsExactly(user);
  }

  private static List<String> idsOf(Reply page) {
    return page.body().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .map(user -> user.getString("id"))
        .toList();
  }

  private static Call byAuditor(JsonObject message) {
    Principal auditor =
        new Principal("usr_aud", "aud", "ses_2", Set.of(Role.AUDITOR), 0, Instant.MAX);
    return new Call("user.list", auditor, message, "req", Origin.UNKNOWN);
  }

  private JsonObject create(JsonObject message) {
    return service.create(call(message)).await().body();
  }

  private static Call call(JsonObject message) {
    return Calls.byRoot("user.create", message);
  }

  private static JsonObject server(String name) {
    return new JsonObject()
        .put("email", name + "@example.com")
        .put("username", name)
        .put("password", PASSWORD)
        .put("roles", new JsonArray().add("SERVICE"));
  }

  private static JsonObject keyed(JsonObject message) {
    return message.put(Creation.KEY, "key");
  }

  private static PasswordSeal seal(String key) {
    return new PasswordSeal(
        new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
  }
}
