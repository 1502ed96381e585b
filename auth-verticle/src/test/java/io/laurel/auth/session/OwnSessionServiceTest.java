package io.laurel.auth.session;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.TestAuth;
import io.laurel.auth.user.InMemoryUserStore;
import io.laurel.auth.user.User;
import io.laurel.auth.user.Users;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.revocation.InMemoryRevocationStore;
import io.laurel.revocation.Revocation;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OwnSessionServiceTest {
  private static final Vertx VERTX = Vertx.vertx();

  private final MutableClock clock = MutableClock.atPresent();
  private final InMemorySessionStore store = new InMemorySessionStore();
  private final TokenFamilies families = TestSessions.families(store, clock);
  private final TestAuth auth =
      TestAuth.inMemory(VERTX, clock).with(SessionStore.class, store).start();
  private final InMemoryUserStore users = auth.users();
  private final InMemoryRevocationStore revocations = auth.revocations();

  @BeforeEach
  void addUsers() {
    users.add(Users.aUser("ada"), null).await();
    users.add(Users.aUser("bob"), null).await();
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void list_own_newestFirstWithTheCurrentMarked() {
    Session first = begin("usr_ada", new Origin("192.0.2.1", "a browser"));
    clock.advance(Duration.ofSeconds(1));
    Session second = begin("usr_ada", Origin.UNKNOWN);
    begin("usr_bob", Origin.UNKNOWN);

    JsonObject answer = auth.call("auth.listSessions", listing(first)).await().body();

    String begun = Instants.format(first.createdAt());
    assertThat(answer.getJsonArray("items"))
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("id", second.id())
                        .put("createdAt", Instants.format(second.createdAt()))
                        .put("lastUsedAt", Instants.format(second.createdAt()))
                        .put("expiresAt", endOf(second))
                        .put("current", false))
                .add(
                    new JsonObject()
                        .put("id", first.id())
                        .put("createdAt", begun)
                        .put("lastUsedAt", begun)
                        .put("expiresAt", endOf(first))
                        .put("userAgent", "a browser")
                        .put("address", "192.0.2.1")
                        .put("current", true)));
    assertThat(answer.containsKey("nextCursor")).isFalse();
  }

  @Test
  void list_endedOrExpired_notThere() {
    begin("usr_ada", Origin.UNKNOWN);
    clock.advance(Duration.ofDays(14));
    Session ended = begin("usr_ada", Origin.UNKNOWN);
    Session current = begin("usr_ada", Origin.UNKNOWN);
    auth.call("auth.endSession", ending(current, ended.id())).await();

    assertThat(ids(current)).containsExactly(current.id());
  }

  @Test
  void end_own_endedAndRevoked() {
    Session current = begin("usr_ada", Origin.UNKNOWN);
    Session other = begin("usr_ada", Origin.UNKNOWN);

    assertThat(auth.call("auth.endSession", ending(current, other.id())).await())
        .isEqualTo(Reply.empty());

    assertThat(store.byId(other.id()).await().hasEnded()).isTrue();
    assertThat(store.byId(current.id()).await().hasEnded()).isFalse();
    assertThat(revoked()).containsExactly(Revocation.ofSession(other.id()));
    assertThat(store.revoking(10).await()).isEmpty();
  }

  @Test
  void end_anothersUnknownEndedOrExpired_allTheSame() {
    Session expired = begin("usr_ada", Origin.UNKNOWN);
    clock.advance(Duration.ofDays(14));
    Session current = begin("usr_ada", Origin.UNKNOWN);
    Session anothers = begin("usr_bob", Origin.UNKNOWN);
    Session ended = begin("usr_ada", Origin.UNKNOWN);
    auth.call("auth.endSession", ending(current, ended.id())).await();

    JsonObject unknown = refusal(current, "ses_none");

    assertThat(unknown.getString("code")).isEqualTo("session-not-found");
    assertThat(refusal(current, anothers.id())).isEqualTo(unknown);
    assertThat(refusal(current, ended.id())).isEqualTo(unknown);
    assertThat(refusal(current, expired.id())).isEqualTo(unknown);
    assertThat(store.byId(anothers.id()).await().hasEnded()).isFalse();
  }

  @Test
  void endAll_done_noneCountsAndTokensRevoked() {
    Session current = begin("usr_ada", Origin.UNKNOWN);
    begin("usr_ada", Origin.UNKNOWN);
    Session bobs = begin("usr_bob", Origin.UNKNOWN);

    assertThat(auth.call("auth.endSessions", listing(current)).await()).isEqualTo(Reply.empty());

    assertThat(ids(current)).isEmpty();
    assertThat(ids(bobs)).containsExactly(bobs.id());
    assertThat(revoked()).containsExactly(new Revocation("usr_ada", 1, null, 1));
  }

  @Test
  void endAll_sessionBegunAfterwards_counts() {
    auth.call("auth.endSessions", listing(begin("usr_ada", Origin.UNKNOWN))).await();

    Session later = begin("usr_ada", Origin.UNKNOWN);

    assertThat(ids(later)).containsExactly(later.id());
  }

  @Test
  void logout_twice_endedAndRevokedOnce() {
    Session current = begin("usr_ada", Origin.UNKNOWN);

    assertThat(auth.call("auth.logout", listing(current)).await()).isEqualTo(Reply.empty());
    assertThat(auth.call("auth.logout", listing(current)).await()).isEqualTo(Reply.empty());

    assertThat(store.byId(current.id()).await().hasEnded()).isTrue();
    assertThat(revoked()).containsExactly(Revocation.ofSession(current.id()));
  }

  @Test
  void everything_accountSuspended_unauthorized() {
    Session current = begin("usr_ada", Origin.UNKNOWN);
    users.replace(Users.suspended(users.byId("usr_ada").await()), null).await();

    assertThat(codeOf(auth.call("auth.listSessions", listing(current)))).isEqualTo("unauthorized");
    assertThat(codeOf(auth.call("auth.endSession", ending(current, current.id()))))
        .isEqualTo("unauthorized");
  }

  private JsonObject refusal(Session current, String sessionId) {
    return failureOf(auth.call("auth.endSession", ending(current, sessionId))).toProblem("req");
  }

  private List<String> ids(Session current) {
    return auth
        .call("auth.listSessions", listing(current))
        .await()
        .body()
        .getJsonArray("items")
        .stream()
        .map(item -> ((JsonObject) item).getString("id"))
        .toList();
  }

  private List<Revocation> revoked() {
    return revocations.read(null).await().revocations();
  }

  private Session begin(String userId, Origin origin) {
    User user = users.byId(userId).await();
    return families.begin(Session.Login.of(user, origin)).await().session();
  }

  private static String endOf(Session session) {
    return Instants.format(session.usableUntil(TestSessions.config().idleTtl()));
  }

  private static Call listing(Session current) {
    return call(current, new JsonObject().put("limit", 20));
  }

  private static Call ending(Session current, String sessionId) {
    return call(current, new JsonObject().put("sessionId", sessionId));
  }

  private static Call call(Session current, JsonObject message) {
    Principal principal =
        new Principal(
            current.userId(), "x", current.id(), Set.of(Role.USER), current.epoch(), Instant.MAX);
    return new Call("test", principal, message, "req_test", Origin.UNKNOWN);
  }
}
