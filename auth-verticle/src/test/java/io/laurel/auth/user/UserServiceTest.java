package io.laurel.auth.user;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.auth.MutableClock;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.password.Passwords;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserServiceTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Passwords PASSWORDS =
      Passwords.open(
              VERTX,
              new PasswordConfig(2, PasswordConfig.Queues.ofEach(100), Duration.ofSeconds(60), 14))
          .await();
  private static final String PASSWORD = "correct-horse-battery";

  private final MutableClock clock = MutableClock.atPresent();
  private final InMemoryUserStore store = new InMemoryUserStore();
  private final UserService service = Users.service(VERTX, store, PASSWORDS, clock);

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void register_newUser_answersItWithRoleUser() {
    JsonObject answer = register(" Ada@Example.COM\t", "Ada", PASSWORD);

    String now = Instants.format(clock.instant());
    assertThat((String) answer.remove("id")).startsWith("usr_");
    assertThat(answer)
        .isEqualTo(
            new JsonObject()
                .put("email", "ada@example.com")
                .put("username", "Ada")
                .put("roles", new JsonArray().add("USER"))
                .put("suspended", false)
                .put("createdAt", now)
                .put("updatedAt", now));
  }

  @Test
  void register_newUser_storesNoPassword() {
    register("ada@example.com", "ada", PASSWORD);

    assertThat(store.byUsername("ada").await().passwordHash())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain(PASSWORD);
  }

  @Test
  void register_emailInOtherSpelling_emailTaken() {
    register("ada@example.com", "ada", PASSWORD);

    assertThat(codeOf(service.register(registration(" ADA@example.com ", "bob", PASSWORD))))
        .isEqualTo("email-taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@example.com", "ADA@EXAMPLE.COM", "ada.lovelace", "Ada.Lovelace"})
  void register_passwordIsOwnName_refusedAtPassword(String password) {
    Call call = registration(" Ada@example.com", "ada.lovelace", password);

    Failure refusal = catchThrowableOfType(Failure.class, () -> service.register(call));

    assertThat(refusal.code()).isEqualTo("invalid-request");
    assertThat(refusal.faults()).extracting(Fault::pointer).containsExactly("/password");
  }

  @Test
  void register_commonPassword_refusedAtPassword() {
    Call call = registration("ada@example.com", "ada", "Password1");

    Failure refusal = catchThrowableOfType(Failure.class, () -> service.register(call));

    assertThat(refusal.code()).isEqualTo("invalid-request");
    assertThat(refusal.faults()).extracting(Fault::pointer).containsExactly("/password");
    assertThat(refusal.faults().get(0).detail()).contains("tried first").doesNotContain("assword1");
  }

  @Test
  void register_nameOfTheFirstAdmin_taken() {
    Call username = registration("ada@example.com", "ADMIN", PASSWORD);
    Call email = registration("Admin@laurel.invalid", "ada", PASSWORD);

    assertThat(catchThrowableOfType(Failure.class, () -> service.register(username)).code())
        .isEqualTo("username-taken");
    assertThat(catchThrowableOfType(Failure.class, () -> service.register(email)).code())
        .isEqualTo("email-taken");
  }

  @Test
  void me_signedIn_thatUser() {
    JsonObject ada = register("ada@example.com", "ada", PASSWORD);

    assertThat(service.me(callOf(ada.getString("id"))).await().body()).isEqualTo(ada);
  }

  @Test
  void me_goneOrSuspended_unauthorized() {
    String id = register("ada@example.com", "ada", PASSWORD).getString("id");
    store.replace(Users.suspended(store.byId(id).await()), null).await();

    assertThat(codeOf(service.me(callOf(id)))).isEqualTo("unauthorized");
    assertThat(codeOf(service.me(callOf("usr_none")))).isEqualTo("unauthorized");
  }

  private JsonObject register(String email, String username, String password) {
    return service.register(registration(email, username, password)).await().body();
  }

  private static Call registration(String email, String username, String password) {
    JsonObject message =
        new JsonObject().put("email", email).put("username", username).put("password", password);
    return new Call("test", Principal.ANONYMOUS, message, "req_test", Origin.UNKNOWN);
  }

  private Call callOf(String userId) {
    Principal principal =
        new Principal(userId, "ada", "ses_1", Set.of(Role.USER), 0, clock.instant().plusSeconds(9));
    return new Call("test", principal, new JsonObject(), "req_test", Origin.UNKNOWN);
  }
}
