package io.laurel.auth.apikey;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.auth.MutableClock;
import io.laurel.auth.TestAuth;
import io.laurel.auth.session.TestSignIns;
import io.laurel.auth.user.Calls;
import io.laurel.auth.user.User;
import io.laurel.auth.user.Users;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.revocation.Revocation;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys from making to the last token of theirs, by the features that a process runs. */
final class ApiKeyServiceTest {
  private static final Vertx VERTX = Vertx.vertx();

  private final MutableClock clock = MutableClock.atPresent();
  private final AuditStore audit = new InMemoryAuditStore();
  private final InMemoryApiKeyStore store = new InMemoryApiKeyStore(audit);
  private final TestAuth auth =
      TestSignIns.addTo(TestAuth.inMemory(VERTX, clock)).with(ApiKeyStore.class, store).start();

  @BeforeEach
  void addShard() {
    auth.users().add(Users.with(Users.aUser("shard"), Role.SERVICE), null).await();
    auth.users().add(Users.aUser("ada"), null).await();
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void create_forAService_shownOnceWithItsPlaceAndKeptAsHash() {
    Reply reply = create("usr_shard", new JsonObject()).await();

    JsonObject key = reply.body();
    assertThat(key.fieldNames()).containsExactlyInAnyOrder("id", "name", "key", "createdAt");
    assertThat(reply.headers())
        .containsEntry("Location", "/api/v1/users/usr_shard/keys/" + key.getString("id"));
    assertThat(key.getString("key")).startsWith("lrl_" + key.getString("id").substring(4) + "_");
    ApiKey stored = store.byId(key.getString("id")).await();
    assertThat(stored.hash()).hasSize(43).isNotEqualTo(key.getString("key"));
    assertThat(stored.toJson().encode()).doesNotContain(key.getString("key"));
  }

  @Test
  void create_done_auditedWithoutTheKey() {
    JsonObject key = create("usr_shard", new JsonObject()).await().body();

    AuditEntry entry = Users.onlyEntry(audit);
    assertThat(entry.action()).isEqualTo("key.create");
    assertThat(entry.actor()).isEqualTo("usr_root");
    assertThat(entry.target()).isEqualTo(key.getString("id"));
    assertThat(entry.before()).isNull();
    assertThat(entry.after())
        .isEqualTo(new JsonObject().put("userId", "usr_shard").put("name", "shard 7"));
  }

  @Test
  void create_noServiceOrNobody_refused() {
    assertThat(codeOf(create("usr_ada", new JsonObject()))).isEqualTo("not-a-service");
    assertThat(codeOf(create("usr_none", new JsonObject()))).isEqualTo("user-not-found");
  }

  @Test
  void create_endNotAheadOrTooFar_refusedWithItsPointer() {
    Instant now = clock.instant();
    for (Instant end : List.of(now, now.minusSeconds(1), now.plus(Duration.ofDays(732)))) {
      Failure refusal =
          catchThrowableOfType(Failure.class, () -> create("usr_shard", expiring(end)).await());

      assertThat(refusal.faults()).extracting(Failure.Fault::pointer).containsExactly("/expiresAt");
    }
    JsonObject key = create("usr_shard", expiring(now.plus(Duration.ofDays(729)))).await().body();
    assertThat(key.containsKey("expiresAt")).isTrue();
  }

  @Test
  void create_sixtyAtOnce_twenty() {
    List<Future<Reply>> creates =
        IntStream.range(0, 60).mapToObj(i -> create("usr_shard", new JsonObject())).toList();

    assertThat(creates)
        .filteredOn(create -> create.transform(Future::succeededFuture).await().succeeded())
        .hasSize(20);
    assertThat(creates)
        .filteredOn(Future::failed)
        .extracting(create -> ((Failure) create.cause()).code())
        .containsOnly("too-many-keys");
  }

  @Test
  void create_afterARevocation_thereIsRoomAgain() {
    String first = id(create("usr_shard", new JsonObject()).await());
    for (int i = 1; i < 20; i++) {
      create("usr_shard", new JsonObject()).await();
    }
    assertThat(codeOf(create("usr_shard", new JsonObject()))).isEqualTo("too-many-keys");

    revoke("usr_shard", first).await();

    assertThat(create("usr_shard", new JsonObject()).await().body()).isNotNull();
  }

  @Test
  void login_goodKey_tokenWithServiceAlone() {
    auth.users()
        .replace(
            withRoles(auth.users().byId("usr_shard").await(), Set.of(Role.SERVICE, Role.ADMIN)),
            null)
        .await();
    Reply made = create("usr_shard", new JsonObject()).await();

    JsonObject answer = login(made).await().body();

    assertThat(answer.fieldNames())
        .containsExactlyInAnyOrder("accessToken", "tokenType", "expiresIn");
    assertThat(answer.getString("tokenType")).isEqualTo("Bearer");
    assertThat(answer.getLong("expiresIn")).isEqualTo(900);
    Principal principal = principal(answer);
    assertThat(principal.userId()).isEqualTo("usr_shard");
    assertThat(principal.roles()).containsExactly(Role.SERVICE);
    assertThat(principal.sessionId()).isEqualTo(id(made));
    assertThat(principal.isByKey()).isTrue();
  }

  @Test
  void login_keyThatEndsSooner_tokenEndsWithIt() {
    Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(60);
    Reply made = create("usr_shard", expiring(end)).await();

    JsonObject answer = login(made).await().body();

    assertThat(principal(answer).expiresAt()).isEqualTo(end);
    assertThat(answer.getLong("expiresIn")).isBetween(59L, 60L);
    clock.advance(Duration.ofSeconds(60));
    assertThat(codeOf(login(made))).isEqualTo("invalid-credentials");
  }

  @Test
  void login_whateverIsWrong_oneBody() {
    Reply made = create("usr_shard", new JsonObject()).await();
    Reply revoked = create("usr_shard", new JsonObject()).await();
    revoke("usr_shard", id(revoked)).await();
    String otherSecret = KeyText.of(id(made), new java.util.Random(1)).text();
    String unknown = KeyText.of("key_01K9XA2Z5S3V7Q8R1T4W6Y0B2D", new java.util.Random(1)).text();
    JsonObject first = failureOf(login("nonsense")).toProblem("req");

    assertThat(first.getString("code")).isEqualTo("invalid-credentials");
    assertThat(first.getInteger("status")).isEqualTo(401);
    assertThat(List.of("", otherSecret, unknown, key(revoked), key(made) + "x"))
        .allSatisfy(text -> assertThat(failureOf(login(text)).toProblem("req")).isEqualTo(first));
  }

  @Test
  void login_accountSuspendedOrNoService_notUntilItIsAgain() {
    Reply made = create("usr_shard", new JsonObject()).await();
    User shard = auth.users().byId("usr_shard").await();

    User suspended = replaced(Users.suspended(shard));
    assertThat(codeOf(login(made))).isEqualTo("invalid-credentials");
    User without = replaced(Users.with(Users.reinstated(suspended), Role.USER));
    assertThat(codeOf(login(made))).isEqualTo("invalid-credentials");
    replaced(Users.with(without, Role.SERVICE));

    assertThat(login(made).await().body().getString("accessToken")).isNotEmpty();
  }

  @Test
  void login_inTwoHours_lastUsedToTheHour() {
    Reply made = create("usr_shard", new JsonObject()).await();
    assertThat(listed("usr_shard").get(0).containsKey("lastUsedAt")).isFalse();

    login(made).await();
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    assertThat(listed("usr_shard").get(0).getString("lastUsedAt")).isEqualTo(Instants.format(hour));
    clock.advance(Duration.ofHours(3));
    login(made).await();

    assertThat(listed("usr_shard").get(0).getString("lastUsedAt"))
        .isEqualTo(Instants.format(hour.plus(Duration.ofHours(3))));
  }

  @Test
  void revoke_done_tokensRevokedAuditedAndGoneFromTheList() {
    Reply made = create("usr_shard", new JsonObject()).await();
    clock.advance(Duration.ofSeconds(1));

    assertThat(revoke("usr_shard", id(made)).await()).isEqualTo(Reply.empty());

    assertThat(auth.revocations().read(null).await().revocations())
        .containsExactly(Revocation.ofSession(id(made)));
    assertThat(store.revoking(10).await()).isEmpty();
    assertThat(listed("usr_shard")).isEmpty();
    AuditEntry entry = Users.entries(audit).get(0);
    assertThat(entry.action()).isEqualTo("key.revoke");
    assertThat(entry.target()).isEqualTo(id(made));
    assertThat(entry.after()).isNull();
  }

  @Test
  void revoke_anothersUnknownOrAgain_keyNotFound() {
    Reply made = create("usr_shard", new JsonObject()).await();

    assertThat(codeOf(revoke("usr_ada", id(made)))).isEqualTo("key-not-found");
    assertThat(codeOf(revoke("usr_shard", "key_none"))).isEqualTo("key-not-found");
    assertThat(login(made).await().body()).isNotNull();
    revoke("usr_shard", id(made)).await();
    assertThat(codeOf(revoke("usr_shard", id(made)))).isEqualTo("key-not-found");
  }

  @Test
  void revoke_cannotBeTold_failsAndARepeatDoesIt() {
    Reply made = create("usr_shard", new JsonObject()).await();
    auth.revocations().setAway(true);

    assertThat(codeOf(revoke("usr_shard", id(made)))).isEqualTo("unavailable");
    assertThat(codeOf(login(made))).isEqualTo("invalid-credentials");
    auth.revocations().setAway(false);
    revoke("usr_shard", id(made)).await();

    assertThat(auth.revocations().read(null).await().revocations())
        .containsExactly(Revocation.ofSession(id(made)));
  }

  @Test
  void logoutAndEndSessions_tokenOfAKey_noSession() {
    Reply made = create("usr_shard", new JsonObject()).await();
    Principal principal = principal(login(made).await().body());

    assertThat(codeOf(auth.call("auth.logout", call(principal)))).isEqualTo("no-session");
    assertThat(codeOf(auth.call("auth.endSessions", call(principal)))).isEqualTo("no-session");
    assertThat(auth.revocations().read(null).await().revocations()).isEmpty();
  }

  @Test
  void list_unknownAccount_userNotFound() {
    assertThat(codeOf(auth.call("key.list", Calls.byRoot("key.list", listing("usr_none")))))
        .isEqualTo("user-not-found");
  }

  private Future<Reply> create(String userId, JsonObject fields) {
    JsonObject message = fields.copy().put("userId", userId).put("name", "shard 7");
    return auth.call("key.create", Calls.byRoot("key.create", message));
  }

  private Future<Reply> revoke(String userId, String keyId) {
    JsonObject message = new JsonObject().put("userId", userId).put("keyId", keyId);
    return auth.call("key.revoke", Calls.byRoot("key.revoke", message));
  }

  private List<JsonObject> listed(String userId) {
    return auth
        .call("key.list", Calls.byRoot("key.list", listing(userId)))
        .await()
        .body()
        .getJsonArray("items")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static JsonObject listing(String userId) {
    return new JsonObject().put("userId", userId).put("limit", 20);
  }

  private Future<Reply> login(Reply made) {
    return login(key(made));
  }

  private Future<Reply> login(String key) {
    JsonObject message = new JsonObject().put("key", key);
    return auth.call(
        "auth.keyLogin",
        new Call("auth.keyLogin", Principal.ANONYMOUS, message, "req", Origin.UNKNOWN));
  }

  private Principal principal(JsonObject answer) {
    return auth.verifier().verify(answer.getString("accessToken")).await();
  }

  private User replaced(User user) {
    return Users.written(auth.users().replace(user, null));
  }

  private static User withRoles(User user, Set<Role> roles) {
    return new User(
        user.id(),
        user.email(),
        user.username(),
        user.passwordHash(),
        roles,
        user.suspended(),
        user.standing(),
        user.revision(),
        user.createdAt(),
        user.updatedAt(),
        user.fingerprint(),
        user.external());
  }

  private static Call call(Principal principal) {
    return new Call("test", principal, new JsonObject(), "req", Origin.UNKNOWN);
  }

  private static JsonObject expiring(Instant at) {
    return new JsonObject().put("expiresAt", Instants.format(at));
  }

  private static String id(Reply made) {
    return made.body().getString("id");
  }

  private static String key(Reply made) {
    return made.body().getString("key");
  }
}
