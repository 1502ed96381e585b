package io.laurel.auth.session;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.auth.TestKeys;
import io.laurel.auth.credential.Credentials;
import io.laurel.auth.key.TokenSigner;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.auth.user.InMemoryUserStore;
import io.laurel.auth.user.Standing;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserService;
import io.laurel.auth.user.Users;
import io.laurel.bus.Announcements;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.id.Ids;
import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyDirectory;
import io.laurel.security.KeyRing;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.security.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionServiceTest {
  private static final KeyPair KEY = TestKeys.pair(2_048);
  private static final String PASSWORD = "correct-horse-battery";

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock = MutableClock.atPresent();
  private final InMemoryUserStore users = new InMemoryUserStore();
  private final InMemorySessionStore sessions = new InMemorySessionStore();
  private SessionService service;
  private JwtVerifier verifier;

  @BeforeEach
  void wire() {
    TestKeys.writePrivate(KEY, directory.resolve("1.pem"));
    KeyRing keys = KeyRing.of(KeyDirectory.load(vertx, directory).await());
    var security =
        new SecurityConfig(
            directory,
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            "laurel",
            "laurel",
            Duration.ZERO,
            100);
    Ids ids = Ids.by(clock);
    Passwords passwords =
        Passwords.open(
                vertx,
                new PasswordConfig(1, PasswordConfig.Queues.ofEach(10), Duration.ofSeconds(60), 14))
            .await();
    verifier = new JwtVerifier(vertx, keys, security, clock);
    UserService userService = Users.service(vertx, users, passwords, clock);
    service =
        new SessionService(
            TestSessions.families(sessions, clock),
            userService,
            Credentials.of(vertx, users, passwords, clock),
            new TokenIssuer(new TokenSigner(vertx, keys, security, ids), TestSessions.config()),
            new Announcements(vertx),
            TestSessions.reports(vertx, sessions),
            clock);
    users
        .add(Users.withHash(Users.aUser("ada"), passwords.hash(PASSWORD, Seat.OWN).await()), null)
        .await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void login_rightPassword_accessTokenOfThatUserAndSession() {
    JsonObject tokens = login();

    Principal principal = principal(tokens);
    assertThat(principal.userId()).isEqualTo("usr_ada");
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
    return service.login(call(credentials)).await().body();
  }

  private Future<Reply> refresh(JsonObject tokens) {
    return service.refresh(
        call(new JsonObject().put("refreshToken", tokens.getString("refreshToken"))));
  }

  private static Call call(JsonObject message) {
    return new Call("test", Principal.ANONYMOUS, message, "req_test", Origin.UNKNOWN);
  }
}
