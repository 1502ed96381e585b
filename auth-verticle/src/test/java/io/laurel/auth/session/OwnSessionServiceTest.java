package io.laurel.auth.session;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.revocation.Revoker;
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
  private static final Passwords PASSWORDS =
      Passwords.open(
              VERTX,
              new PasswordConfig(1, PasswordConfig.Queues.ofEach(10), Duration.ofSeconds(60), 14))
          .await();

  private final MutableClock clock = MutableClock.atPresent();
  private final InMemoryUserStore users = new InMemoryUserStore();
  private final InMemorySessionStore store = new InMemorySessionStore();
  private final InMemoryRevocationStore revocations = new InMemoryRevocationStore();
  private final SessionRevocations sessionRevocations = TestSessions.sessionRevocations(store, revocations, clock);
  private final TokenFamilies families = TestSessions.families(store, clock);
  private final OwnSessionService service = service();

  private OwnSessionService service() {
    var revoker = new Revoker(revocations, message -> {}, Duration.ofMinutes(17), clock);
    var userService = Users.service(VERTX, users, PASSWORDS, clock);
    return new OwnSessionService(
        new OwnSessions(store, userService, TestSessions.config(), clock),
        sessionRevocations,
        Users.changes(users, revoker),
        TestSessions.config(),
        clock);
  }

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

    JsonObject answer = service.list(listing(first)).await().body();

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
    service.end(ending(current, ended.id())).await();

    assertThat(ids(current)).containsExactly(current.id());
  }

  @Test
  void end_own_endedAndRevoked() {
    Session current = begin("usr_ada", Origin.UNKNOWN);
    Session other = begin("usr_ada", Origin.UNKNOWN);

    assertThat(service.end(ending(current, other.id())).await()).isEqualTo(Reply.empty());

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
    service.end(ending(current, ended.id())).await();

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

    assertThat(service.endAll(listing(current)).await()).isEqualTo(Reply.empty());

    assertThat(ids(current)).isEmpty();
    assertThat(ids(bobs)).containsExactly(bobs.id());
    assertThat(revoked()).containsExactly(new Revocation("usr_ada", 1, null, 1));
  }

  @Test
  void endAll_sessionBegunAfterwards_counts() {
    service.endAll(listing(begin("usr_ada", Origin.UNKNOWN))).await();

    Session later = begin("usr_ada", Origin.UNKNOWN);

    assertThat(ids(later)).containsExactly(later.id());
  }

  @Test
  void logout_twice_endedAndRevokedOnce() {
    Session current = begin("usr_ada", Origin.UNKNOWN);

    assertThat(service.logout(listing(current)).await()).isEqualTo(Reply.empty());
    assertThat(service.logout(listing(current)).await()).isEqualTo(Reply.empty());

    assertThat(store.byId(current.id()).await().hasEnded()).isTrue();
    assertThat(revoked()).containsExactly(Revocation.ofSession(current.id()));
  }

  @Test
  void everything_accountSuspended_unauthorized() {
    Session current = begin("usr_ada", Origin.UNKNOWN);
    users.replace(Users.suspended(users.byId("usr_ada").await()), null).await();

    assertThat(codeOf(service.list(listing(current)))).isEqualTo("unauthorized");
    assertThat(codeOf(service.end(ending(current, current.id())))).isEqualTo("unauthorized");
  }

  private JsonObject refusal(Session current, String sessionId) {
    return failureOf(service.end(ending(current, sessionId))).toProblem("req");
  }

  private List<String> ids(Session current) {
    return service.list(listing(current)).await().body().getJsonArray("items").stream()
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
