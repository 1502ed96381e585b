package io.laurel.auth.exchange;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.auth.MutableClock;
import io.laurel.auth.TestAuth;
import io.laurel.auth.session.TestSignIns;
import io.laurel.auth.user.Calls;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserStore;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.paging.PageRequest;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.security.TestIssuer;
import io.laurel.security.TestIssuer.IssuerKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Players of a trusted issuer, by the features that a process runs. */
final class ExchangeServiceTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final IssuerKey RSA = IssuerKey.rsa("r1", 2_048);

  private final MutableClock clock = MutableClock.atPresent();
  @TempDir private Path directory;
  private TestAuth auth;

  @BeforeEach
  void start() {
    JsonArray issuers = new JsonArray().add(TestIssuer.entry().put("keys", TestIssuer.keys(RSA)));
    auth =
        TestSignIns.addTo(
                TestAuth.inMemory(
                    VERTX, clock, Map.of("TRUSTED_ISSUERS", TestIssuer.file(directory, issuers))))
            .start();
  }

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  private Future<Reply> exchange(String token) {
    return auth.call(
        "auth.exchange",
        new Call(
            "auth.exchange",
            Principal.ANONYMOUS,
            new JsonObject().put("token", token),
            "req_test",
            Origin.UNKNOWN));
  }

  private String token(String subject) {
    return RSA.sign(
        TestIssuer.header("RS256", RSA.id()), TestIssuer.claims(subject, clock.instant()));
  }

  private JsonObject signIn(String subject) {
    return exchange(token(subject)).await().body();
  }

  private static Call by(JsonObject user, String operation, JsonObject message) {
    Principal principal =
        new Principal(
            user.getString("id"),
            user.getString("username"),
            "ses_1",
            Set.of(Role.USER),
            0,
            Instant.MAX);
    return new Call(operation, principal, message, "req_test", Origin.UNKNOWN);
  }

  private static Call byOperator(String operation, JsonObject message) {
    Principal principal =
        new Principal("usr_op", "op", "ses_1", Set.of(Role.OPERATOR), 0, Instant.MAX);
    return new Call(operation, principal, message, "req_test", Origin.UNKNOWN);
  }

  @Test
  void exchange_firstTime_accountAndTokensAsALogin() {
    JsonObject tokens = signIn("steam:7656");

    assertThat(tokens.fieldNames())
        .containsExactlyInAnyOrder(
            "accessToken", "tokenType", "expiresIn", "refreshToken", "refreshExpiresIn", "user");
    assertThat(tokens.getInteger("expiresIn")).isEqualTo(900);
    JsonObject user = tokens.getJsonObject("user");
    String id = user.getString("id");
    assertThat(user)
        .isEqualTo(
            new JsonObject()
                .put("id", id)
                .put("username", "studio-" + id.substring(id.length() - 10))
                .put("roles", new JsonArray().add("USER"))
                .put("suspended", false)
                .put("createdAt", user.getString("createdAt"))
                .put("updatedAt", user.getString("createdAt"))
                .put(
                    "external",
                    new JsonObject()
                        .put("issuer", TestIssuer.ISSUER)
                        .put("subject", "steam:7656")));
    assertThat(id).hasSize(30).startsWith("usr_");
    Principal principal = auth.verifier().verify(tokens.getString("accessToken")).await();
    assertThat(principal.userId()).isEqualTo(id);
    assertThat(principal.roles()).containsExactly(Role.USER);
    JsonObject renewed =
        auth.call(
                "auth.refresh",
                by(
                    user,
                    "auth.refresh",
                    new JsonObject().put("refreshToken", tokens.getString("refreshToken"))))
            .await()
            .body();
    assertThat(renewed.getJsonObject("user")).isEqualTo(user);
  }

  @Test
  void exchange_again_sameAccountAndAnotherSession() {
    JsonObject first = signIn("1");
    JsonObject second = signIn("1");

    assertThat(second.getJsonObject("user")).isEqualTo(first.getJsonObject("user"));
    assertThat(second.getString("refreshToken")).isNotEqualTo(first.getString("refreshToken"));
    assertThat(signIn("2").getJsonObject("user").getString("id"))
        .isNotEqualTo(first.getJsonObject("user").getString("id"));
  }

  @Test
  void exchange_aThousandFirstTimesAtOnce_oneAccount() {
    List<Future<Reply>> exchanges =
        IntStream.range(0, 1_000).mapToObj(i -> exchange(token("1"))).toList();

    Future.all(exchanges).await();

    assertThat(exchanges)
        .extracting(one -> one.result().body().getJsonObject("user").getString("id"))
        .hasSize(1_000)
        .containsOnly(onlyUser().id());
  }

  private User onlyUser() {
    List<User> users =
        auth.users()
            .list(new UserStore.Filter(null, null, true), new PageRequest(100, null))
            .await()
            .items();
    assertThat(users).hasSize(1);
    return users.get(0);
  }

  @Test
  void exchange_suspended_refusedAsAForgedOne() {
    JsonObject user = signIn("1").getJsonObject("user");
    suspend(user, true);

    assertThat(failureOf(exchange(token("1"))).toProblem("r"))
        .isEqualTo(failureOf(exchange("forged")).toProblem("r"));
    suspend(user, false);

    assertThat(signIn("1").getJsonObject("user").getString("id")).isEqualTo(user.getString("id"));
  }

  private void suspend(JsonObject user, boolean suspended) {
    JsonObject message =
        new JsonObject()
            .put("userId", user.getString("id"))
            .put("suspended", suspended)
            .put("reason", "test");
    auth.call("user.setSuspension", Calls.byRoot("user.setSuspension", message)).await();
  }

  @Test
  void setRoles_external_onlyUser() {
    String id = signIn("1").getJsonObject("user").getString("id");
    for (List<String> roles :
        List.of(
            List.of("ADMIN"),
            List.of("USER", "OPERATOR"),
            List.of("SERVICE"),
            List.of("AUDITOR", "USER"))) {
      assertThat(codeOf(setRoles(id, roles))).isEqualTo("external-account");
    }

    JsonObject same = setRoles(id, List.of("USER")).await().body();

    assertThat(same.getJsonArray("roles")).isEqualTo(new JsonArray().add("USER"));
    assertThat(same.getJsonObject("external").getString("subject")).isEqualTo("1");
  }

  private Future<Reply> setRoles(String id, List<String> roles) {
    JsonObject message = new JsonObject().put("userId", id).put("roles", new JsonArray(roles));
    return auth.call("user.setRoles", Calls.byRoot("user.setRoles", message));
  }

  @Test
  void read_external_shownToItselfAndAdminOnly() {
    JsonObject user = signIn("1").getJsonObject("user");
    JsonObject id = new JsonObject().put("userId", user.getString("id"));
    JsonObject page = new JsonObject().put("limit", 10);
    JsonObject forOthers = user.copy();
    forOthers.remove("external");

    assertThat(auth.call("auth.me", by(user, "auth.me", new JsonObject())).await().body())
        .isEqualTo(user);
    assertThat(auth.call("user.get", Calls.byRoot("user.get", id)).await().body()).isEqualTo(user);
    assertThat(auth.call("user.get", byOperator("user.get", id)).await().body())
        .isEqualTo(forOthers);
    assertThat(
            auth.call("user.list", Calls.byRoot("user.list", page))
                .await()
                .body()
                .getJsonArray("items"))
        .containsExactly(user);
    assertThat(
            auth.call("user.list", byOperator("user.list", page))
                .await()
                .body()
                .getJsonArray("items"))
        .containsExactly(forOthers);
  }

  @Test
  void password_external_thereIsNone() {
    JsonObject user = signIn("1").getJsonObject("user");
    JsonObject change =
        new JsonObject().put("currentPassword", "x").put("newPassword", "wrong-zebra-dynamo");
    JsonObject profile =
        new JsonObject().put("currentPassword", "x").put("email", "ada@example.com");
    JsonObject login =
        new JsonObject().put("login", user.getString("username")).put("password", "x");

    assertThat(codeOf(auth.call("auth.changePassword", by(user, "auth.changePassword", change))))
        .isEqualTo("no-password");
    assertThat(codeOf(auth.call("auth.updateProfile", by(user, "auth.updateProfile", profile))))
        .isEqualTo("no-password");
    assertThat(codeOf(auth.call("auth.login", by(user, "auth.login", login))))
        .isEqualTo("invalid-credentials");
    assertThat(
            codeOf(
                auth.call(
                    "auth.login",
                    by(user, "auth.login", login.put("login", user.getString("id"))))))
        .isEqualTo("invalid-credentials");
  }

  /** Forged tokens are no guesses at a password, whoever sends how many. */
  @Test
  void exchange_refusedOften_keepsNobodyOut() {
    for (int i = 0; i < 100; i++) {
      assertThat(codeOf(exchange("forged"))).isEqualTo("invalid-credentials");
    }

    assertThat(signIn("1").getString("accessToken")).isNotEmpty();
  }

  @Test
  void register_nameOfATrustedIssuersPlayers_taken() {
    for (String username : List.of("studio-1", "STUDIO-1", "Studio-abcdefghij")) {
      JsonObject message =
          new JsonObject()
              .put("email", "ada@example.com")
              .put("username", username)
              .put("password", "correct-horse-battery")
              .put("roles", new JsonArray().add("USER"));
      for (String operation : List.of("auth.register", "user.create")) {
        Failure refusal =
            catchThrowableOfType(
                Failure.class,
                () -> auth.call(operation, Calls.byRoot(operation, message)).await());
        assertThat(refusal.code()).as(username).isEqualTo("username-taken");
      }
    }
    JsonObject free =
        new JsonObject()
            .put("email", "ada@example.com")
            .put("username", "studio")
            .put("password", "correct-horse-battery");

    assertThat(auth.call("auth.register", Calls.byRoot("auth.register", free)).await()).isNotNull();
  }
}
