package io.laurel.auth.session;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.TestAuth;
import io.laurel.auth.user.InMemoryUserStore;
import io.laurel.auth.user.Standing;
import io.laurel.auth.user.User;
import io.laurel.auth.user.Users;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.security.JwtVerifier;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SessionServiceTest {
  private static final String PASSWORD = "correct-horse-battery";

  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock = MutableClock.atPresent();
  private final TestAuth auth =
      TestAuth.inMemory(vertx, clock).with(SessionStore.class, new InMemorySessionStore()).start();
  private final InMemoryUserStore users = auth.users();
  private final JwtVerifier verifier = auth.verifier();

  @BeforeEach
  void registerAda() {
    JsonObject account =
        new JsonObject()
            .put("email", "ada@example.com")
            .put("username", "ada")
            .put("password", PASSWORD);
    auth.call("auth.register", call(account)).await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void login_rightPassword_accessTokenOfThatUserAndSession() {
    JsonObject tokens = login();

    Principal principal = principal(tokens);
    assertThat(principal.userId()).isEqualTo(ada().id());
    assertThat(principal.username()).isEqualTo("ada");
    assertThat(principal.roles()).containsExactly(Role.USER);
    assertThat(tokens.getString("refreshToken")).startsWith(principal.sessionId() + ".");
    assertThat(principal.expiresAt())
        .isBetween(clock.instant().plusSeconds(899), clock.instant().plusSeconds(900));
  }

  @Test
  void login_twice_twoSessions() {
    assertThat(principal(login()).sessionId()).isNotEqualTo(principal(login()).sessionId());
  }

  @Test
  void refresh_sameSession_newAccessToken() {
    JsonObject login = login();

    JsonObject renewed = refresh(login).await().body();

    assertThat(renewed.getString("accessToken")).isNotEqualTo(login.getString("accessToken"));
    assertThat(principal(renewed).sessionId()).isEqualTo(principal(login).sessionId());
  }

  @Test
  void refresh_rolesChanged_newRoles() {
    JsonObject login = login();
    users.replace(Users.with(ada(), Role.OPERATOR), null).await();

    JsonObject renewed = refresh(login).await().body();

    assertThat(principal(renewed).roles()).containsExactly(Role.OPERATOR);
  }

  @Test
  void refresh_sessionsEndedByTheAccount_refused() {
    JsonObject login = login();
    change(ada().standing().withoutSessions());

    assertThat(codeOf(refresh(login))).isEqualTo("invalid-refresh-token");
  }

  @Test
  void refresh_tokensTakenAwayByTheAccount_tokenOfTheNewEpoch() {
    JsonObject login = login();
    change(ada().standing().withoutTokens());

    assertThat(principal(login).epoch()).isZero();
    assertThat(principal(refresh(login).await().body()).epoch()).isEqualTo(1);
  }

  @Test
  void refresh_othersEndedByTheAccount_thatOneGoesOn() {
    JsonObject kept = login();
    JsonObject other = login();
    change(ada().standing().withoutSessionsBut(principal(kept).sessionId()));

    assertThat(principal(refresh(kept).await().body()).epoch()).isEqualTo(1);
    assertThat(codeOf(refresh(other))).isEqualTo("invalid-refresh-token");
  }

  private void change(Standing standing) {
    users.replace(ada().withStanding(standing, clock.instant()), null).await();
  }

  @Test
  void refresh_suspended_refused() {
    JsonObject login = login();
    users.replace(Users.suspended(ada()), null).await();

    assertThat(codeOf(refresh(login))).isEqualTo("invalid-refresh-token");
  }

  @Test
  void refresh_suspensionLifted_goesOnWithinGrace() {
    JsonObject login = login();
    User ada = ada();
    users.replace(Users.suspended(ada), null).await();
    assertThat(codeOf(refresh(login))).isEqualTo("invalid-refresh-token");
    users.replace(ada.revised(1), null).await();

    assertThat(refresh(login).await().body().getString("accessToken")).isNotEmpty();
  }

  private User ada() {
    return users.byUsername("ada").await();
  }

  private Principal principal(JsonObject tokens) {
    return verifier.verify(tokens.getString("accessToken")).await();
  }

  private JsonObject login() {
    JsonObject credentials = new JsonObject().put("login", "ada").put("password", PASSWORD);
    return auth.call("auth.login", call(credentials)).await().body();
  }

  private Future<Reply> refresh(JsonObject tokens) {
    return auth.call(
        "auth.refresh",
        call(new JsonObject().put("refreshToken", tokens.getString("refreshToken"))));
  }

  private static Call call(JsonObject message) {
    return new Call("test", Principal.ANONYMOUS, message, "req_test", Origin.UNKNOWN);
  }
}
