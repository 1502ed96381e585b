package io.laurel.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.embedded.TestEngine;
import io.laurel.launch.Host;
import io.laurel.management.Readiness;
import io.laurel.security.TestIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auth process as a plain member of the bus sees it, without any of our classes. */
@VertxTest
final class AuthVerticleTest {
  private static final Contract CONTRACT = Contract.load();
  private static final KeyPair KEY = TestKeys.pair(2_048);
  private static final String PASSWORD = "correct-horse-battery";
  private static final String ADMIN_PASSWORD = "first-horse-battery";

  @TempDir private Path keys;
  private Vertx vertx;
  private final MutableClock clock = MutableClock.atPresent();

  @BeforeEach
  void deploy(Vertx ofTest) {
    vertx = ofTest;
    TestKeys.writePrivate(KEY, keys.resolve("1.pem"));
    deploy(TestEngine.freshDatabase()).await();
  }

  @Test
  void register_thenLogin_tokensThatMeAccepts() {
    JsonObject ada = call("auth.register", registration("ada"));

    JsonObject tokens = call("auth.login", credentials("ada@example.com", PASSWORD));

    assertThat(tokens.getString("tokenType")).isEqualTo("Bearer");
    assertThat(tokens.getInteger("expiresIn")).isEqualTo(900);
    assertThat(tokens.getInteger("refreshExpiresIn")).isEqualTo(1_209_600);
    assertThat(tokens.getJsonObject("user")).isEqualTo(ada);
    assertThat(me(tokens)).isEqualTo(ada);
  }

  @Test
  void register_unknownField_400WithItsPointer() {
    ReplyException refusal =
        refusal("auth.register", registration("ada").put("roles", new JsonArray().add("ADMIN")));

    assertThat(refusal.failureCode()).isEqualTo(400);
    assertThat(problem(refusal).getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/roles");
  }

  @Test
  void register_taken_409WithProblemAndRequestId() {
    call("auth.register", registration("ada"));

    ReplyException refusal = refusal("auth.register", registration("ada"));

    assertThat(refusal.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
    assertThat(refusal.failureCode()).isEqualTo(409);
    assertThat(problem(refusal).getString("code")).isEqualTo("email-taken");
    assertThat(problem(refusal).getString("requestId")).isEqualTo("my-request");
  }

  @Test
  void login_wrongPassword_401() {
    call("auth.register", registration("ada"));

    ReplyException refusal = refusal("auth.login", credentials("ada", "something else"));

    assertThat(refusal.failureCode()).isEqualTo(401);
    assertThat(problem(refusal).getString("code")).isEqualTo("invalid-credentials");
  }

  @Test
  void login_sixthAfterFiveFailures_429WithRetryAfter() {
    call("auth.register", registration("ada"));
    for (int i = 0; i < 5; i++) {
      assertThat(refusal("auth.login", credentials("ada", "something else")).failureCode())
          .isEqualTo(401);
    }

    ReplyException refusal = refusal("auth.login", credentials("ada@example.com", PASSWORD));

    assertThat(refusal.failureCode()).isEqualTo(429);
    assertThat(problem(refusal).getString("code")).isEqualTo("too-many-attempts");
    assertThat(problem(refusal).getInteger("retryAfter")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(call("auth.login", credentials("ada", PASSWORD)).getString("accessToken"))
        .isNotEmpty();
  }

  @Test
  void login_deviceThatSignedInBefore_strangersDoNotLockItOut() {
    call("auth.register", registration("ada"));
    DeliveryOptions home = from("203.0.113.7");
    vertx.eventBus().request("auth.login", credentials("ada", PASSWORD), home).await();
    List<Future<Message<Object>>> strangers =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    vertx
                        .eventBus()
                        .request(
                            "auth.login",
                            credentials("ada", "guess-" + i),
                            from("198.51.100." + i)))
            .toList();
    Future.join(strangers).otherwiseEmpty().await();

    Future<Message<JsonObject>> owner =
        vertx.eventBus().request("auth.login", credentials("ada", PASSWORD), home);

    assertThat(owner.await().body().getString("accessToken")).isNotEmpty();
    assertThat(strangers)
        .extracting(stranger -> ((ReplyException) stranger.cause()).failureCode())
        .containsOnly(401, 429)
        .filteredOn(code -> code == 401)
        .hasSize(5);
  }

  @Test
  void login_fiftyWrongAtOnceOnTwoNodes_fiveAreProved() {
    undeployAll();
    String database = TestEngine.freshDatabase();
    Future.all(deploy(database), deploy(database)).await();
    call("auth.register", registration("ada"));

    List<Future<Message<JsonObject>>> guesses =
        IntStream.range(0, 50)
            .mapToObj(i -> request("auth.login", credentials("ada", "guess-" + i), null))
            .toList();
    Future.join(guesses).otherwiseEmpty().await();

    assertThat(guesses)
        .extracting(guess -> ((ReplyException) guess.cause()).failureCode())
        .containsOnly(401, 429)
        .filteredOn(code -> code == 401)
        .hasSize(5);
  }

  private static DeliveryOptions from(String address) {
    return new DeliveryOptions()
        .addHeader("X-Client-Address", address)
        .addHeader("User-Agent", "Firefox");
  }

  @Test
  void login_bootstrapAdmin_roleAdmin() {
    JsonObject tokens = call("auth.login", credentials("admin", ADMIN_PASSWORD));

    assertThat(me(tokens).getJsonArray("roles")).isEqualTo(new JsonArray().add("ADMIN"));
  }

  @Test
  void refresh_twiceThenLate_sameSuccessorThenTheft() {
    JsonObject login = login("ada");
    String first = login.getString("refreshToken");

    JsonObject renewed = call("auth.refresh", refreshing(first));
    JsonObject again = call("auth.refresh", refreshing(first));
    // Before the theft ends them; how soon after it they do is tested elsewhere.
    assertThat(me(renewed)).isEqualTo(login.getJsonObject("user"));
    clock.advance(Duration.ofSeconds(11));
    ReplyException reused = refusal("auth.refresh", refreshing(first));
    ReplyException ended = refusal("auth.refresh", refreshing(renewed.getString("refreshToken")));

    assertThat(renewed.getString("refreshToken"))
        .isNotEqualTo(first)
        .isEqualTo(again.getString("refreshToken"));
    assertThat(reused.failureCode()).isEqualTo(401);
    assertThat(problem(reused).getString("code")).isEqualTo("refresh-token-reused");
    assertThat(problem(ended).getString("code")).isEqualTo("invalid-refresh-token");
  }

  @Test
  void refresh_afterRestart_stillGood() {
    String database = TestEngine.freshDatabase();
    undeployAll();
    deploy(database).await();
    String token = login("ada").getString("refreshToken");

    undeployAll();
    deploy(database).await();

    assertThat(call("auth.refresh", refreshing(token)).getJsonObject("user").getString("username"))
        .isEqualTo("ada");
  }

  @Test
  void refresh_nearTheAbsoluteEnd_nothingOutlivesTheSession() {
    undeployAll();
    deploy(TestEngine.freshDatabase(), Map.of("REFRESH_ABSOLUTE_TTL_SECONDS", 60)).await();

    JsonObject tokens = login("ada");

    assertThat(tokens.getInteger("expiresIn")).isLessThanOrEqualTo(60);
    assertThat(tokens.getInteger("refreshExpiresIn")).isLessThanOrEqualTo(60);
  }

  @Test
  void userCreate_byAdmin_accountThatSignsInAndStandsInTheAudit() {
    String admin = adminToken();
    clock.advance(Duration.ofSeconds(1));
    JsonObject message = registration("shard-7").put("roles", new JsonArray().add("SERVICE"));

    JsonObject server = call("user.create", message, admin);

    JsonObject tokens = call("auth.login", credentials("shard-7", PASSWORD));
    assertThat(me(tokens)).isEqualTo(server);
    JsonArray entries = call("audit.list", new JsonObject(), admin).getJsonArray("items");
    assertThat(entries).hasSize(2);
    JsonObject created = entries.getJsonObject(0);
    assertThat(created.getString("target")).isEqualTo(server.getString("id"));
    assertThat(created.getString("requestId")).isEqualTo("my-request");
    JsonObject first = entries.getJsonObject(1);
    assertThat(first.getString("actor")).isEqualTo("system");
    assertThat(first.getString("action")).isEqualTo("user.create");
    assertThat(first.getString("target")).isEqualTo(created.getString("actor"));
  }

  @Test
  void userSetRoles_refreshed_tokensTellTheNewRoles() {
    JsonObject tokens = login("ada");
    String id = tokens.getJsonObject("user").getString("id");
    JsonArray roles = new JsonArray().add("USER").add("OPERATOR");

    call("user.setRoles", new JsonObject().put("userId", id).put("roles", roles), adminToken());

    JsonObject renewed = call("auth.refresh", refreshing(tokens.getString("refreshToken")));
    assertThat(me(renewed).getJsonArray("roles")).isEqualTo(roles);
    JsonObject all = new JsonObject().put("role", "OPERATOR");
    assertThat(call("user.list", all, adminToken()).getJsonArray("items"))
        .containsExactly(renewed.getJsonObject("user"));
  }

  @Test
  void userSetSuspension_suspended_neitherLoginNorRefreshAndAlikeToAWrongPassword() {
    JsonObject tokens = login("ada");
    String id = tokens.getJsonObject("user").getString("id");
    JsonObject suspension =
        new JsonObject().put("userId", id).put("suspended", true).put("reason", "Sells accounts");
    ReplyException wrong = refusal("auth.login", credentials("ada", "something else"));

    call("user.setSuspension", suspension, adminToken());

    assertThat(problem(refusal("auth.login", credentials("ada", PASSWORD))))
        .isEqualTo(problem(wrong));
    assertThat(refusal("auth.refresh", refreshing(tokens.getString("refreshToken"))).failureCode())
        .isEqualTo(401);
    assertThat(refusalOfMe(tokens.getString("accessToken")).failureCode()).isEqualTo(401);
  }

  @Test
  void auditList_timesAndFilters_fromIncludedToExcluded() {
    String admin = adminToken();
    JsonObject entry =
        call("audit.list", new JsonObject(), admin).getJsonArray("items").getJsonObject(0);
    String at = entry.getString("at");
    String later = Instant.parse(at).plusMillis(1).toString();

    assertThat(entries(admin, "from", at)).containsExactly(entry);
    assertThat(entries(admin, "from", later)).isEmpty();
    assertThat(entries(admin, "to", at)).isEmpty();
    assertThat(entries(admin, "to", later)).containsExactly(entry);
    assertThat(entries(admin, "actor", "system")).containsExactly(entry);
    assertThat(entries(admin, "actor", "usr_none")).isEmpty();
    assertThat(entries(admin, "action", "user.create")).containsExactly(entry);
    assertThat(entries(admin, "target", entry.getString("target"))).containsExactly(entry);
  }

  @Test
  void auditList_byWhoWritesEvents_onlyOfAnEventThatItNames() {
    String admin = adminToken();
    JsonObject olga = registration("olga").put("roles", new JsonArray().add("OPERATOR"));
    call("user.create", olga, admin);
    String operator = call("auth.login", credentials("olga", PASSWORD)).getString("accessToken");

    assertThat(problem(refusal("audit.list", new JsonObject(), operator)).getString("code"))
        .isEqualTo("forbidden");
    assertThat(
            problem(refusal("audit.list", new JsonObject().put("actor", "system"), operator))
                .getString("code"))
        .isEqualTo("forbidden");
    assertThat(entries(operator, "eventId", "evt_none")).isEmpty();
    assertThat(entries(admin, "eventId", "evt_none")).isEmpty();
  }

  private JsonArray entries(String token, String filter, String value) {
    return call("audit.list", new JsonObject().put(filter, value), token).getJsonArray("items");
  }

  @Test
  void userSetRoles_ofTheBootstrapAdmin_lastAdmin() {
    String id =
        call("auth.login", credentials("admin", ADMIN_PASSWORD))
            .getJsonObject("user")
            .getString("id");
    JsonObject message =
        new JsonObject().put("userId", id).put("roles", new JsonArray().add("USER"));

    ReplyException refusal = refusal("user.setRoles", message, adminToken());

    assertThat(refusal.failureCode()).isEqualTo(409);
    assertThat(problem(refusal).getString("code")).isEqualTo("last-admin");
  }

  @Test
  void me_noToken_401() {
    assertThat(refusal("auth.me", new JsonObject()).failureCode()).isEqualTo(401);
  }

  @Test
  void me_refreshTokenAsAccessToken_401() {
    assertThat(refusalOfMe(login("ada").getString("refreshToken")).failureCode()).isEqualTo(401);
  }

  @Test
  void me_signedByAnotherKey_401() {
    undeployAll();
    String database = TestEngine.freshDatabase();
    TestKeys.writePrivate(TestKeys.pair(2_048), keys.resolve("1.pem"));
    deploy(database).await();
    String foreign = login("ada").getString("accessToken");
    undeployAll();
    TestKeys.writePrivate(KEY, keys.resolve("1.pem"));
    deploy(database).await();

    assertThat(refusalOfMe(foreign).failureCode()).isEqualTo(401);
  }

  @Test
  void me_rolesChangedInTheToken_401() {
    String[] parts = login("ada").getString("accessToken").split("\\.", -1);
    JsonObject claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
    String forged =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                claims.put("roles", new JsonArray().add("ADMIN")).encode().getBytes(UTF_8));

    ReplyException refusal = refusalOfMe(parts[0] + "." + forged + "." + parts[2]);

    assertThat(refusal.failureCode()).isEqualTo(401);
  }

  @Test
  void me_identityInHeadersOnly_401() {
    DeliveryOptions options =
        new DeliveryOptions().addHeader("X-User-Id", "usr_1").addHeader("X-User-Roles", "ADMIN");

    Future<Message<Object>> answer = vertx.eventBus().request("auth.me", new JsonObject(), options);

    assertThat(catchThrowableOfType(ReplyException.class, answer::await).failureCode())
        .isEqualTo(401);
  }

  @Test
  void deploy_twoNodesOnOneEmptyDatabase_bothServe() {
    String database = TestEngine.freshDatabase();
    undeployAll();

    Future.all(deploy(database), deploy(database)).await();

    assertThat(call("auth.login", credentials("admin", ADMIN_PASSWORD)).getString("accessToken"))
        .isNotEmpty();
  }

  @Test
  void deploy_cannotStart_saysWhichKey() {
    Future<Void> noSecret = deploy(TestEngine.freshDatabase(), Map.of("AUTH_REFRESH_SECRET", ""));
    assertThatThrownBy(noSecret::await)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("AUTH_REFRESH_SECRET");

    TestKeys.writePublic(KEY, keys.resolve("1.pem"));
    Future<Void> noPrivateKey = deploy(TestEngine.freshDatabase());
    assertThatThrownBy(noPrivateKey::await)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("AUTH_SIGNING_KEYS");
  }

  @Test
  void exchange_notSwitchedOn_offWhateverTheMessageIs() {
    for (Object message :
        List.of(
            new JsonObject().put("token", "x"),
            new JsonObject(),
            new JsonObject().put("token", 1).put("x", 1),
            "text")) {
      Future<Message<Object>> answer = vertx.eventBus().request("auth.exchange", message);
      ReplyException refusal = catchThrowableOfType(ReplyException.class, answer::await);
      assertThat(refusal.failureCode()).isEqualTo(404);
      assertThat(problem(refusal).getString("code")).isEqualTo("exchange-off");
    }
  }

  @Test
  void exchange_trustedIssuer_signsInAndOnTwoNodesMakesOneAccount() {
    undeployAll();
    String database = TestEngine.freshDatabase();
    TestIssuer.IssuerKey key = TestIssuer.IssuerKey.rsa("r1", 2_048);
    JsonArray issuers = new JsonArray().add(TestIssuer.entry().put("keys", TestIssuer.keys(key)));
    Map<String, ?> settings = Map.of("TRUSTED_ISSUERS", TestIssuer.file(keys, issuers));
    Future.all(deploy(database, settings), deploy(database, settings)).await();
    JsonObject message =
        new JsonObject()
            .put(
                "token",
                key.sign(
                    TestIssuer.header("RS256", "r1"),
                    TestIssuer.claims("steam:7656", clock.instant())));

    List<Future<Message<JsonObject>>> exchanges =
        IntStream.range(0, 200).mapToObj(i -> request("auth.exchange", message, null)).toList();
    Future.all(exchanges).await();

    assertThat(exchanges)
        .extracting(one -> one.result().body().getJsonObject("user").getString("id"))
        .containsOnly(me(exchanges.get(0).result().body()).getString("id"));
    assertThat(refusal("auth.exchange", new JsonObject()).failureCode()).isEqualTo(400);
    assertThat(refusal("auth.exchange", new JsonObject().put("token", "x")).failureCode())
        .isEqualTo(401);
  }

  @Test
  void deploy_faultyFileOfIssuers_saysWhere() {
    String file = TestIssuer.file(keys, new JsonArray().add(TestIssuer.entry()));

    Future<Void> faulty = deploy(TestEngine.freshDatabase(), Map.of("TRUSTED_ISSUERS", file));

    assertThatThrownBy(faulty::await)
        .isInstanceOf(ConfigException.class)
        .hasMessage("TRUSTED_ISSUERS names " + file + ": it /0 must have either jwksUri or keys");
  }

  @Test
  void undeploy_callInFlight_stillAnswered() {
    call("auth.register", registration("ada"));
    var login = request("auth.login", credentials("ada", PASSWORD), null);

    undeployAll();

    assertThat(login.await().body().getString("accessToken")).isNotEmpty();
  }

  @Test
  void undeploy_served_leavesTheBus() {
    undeployAll();

    assertThat(refusal("auth.register", registration("ada")).failureType())
        .isEqualTo(ReplyFailure.NO_HANDLERS);
  }

  private Future<Void> deploy(String database) {
    return deploy(database, Map.of());
  }

  private Future<Void> deploy(String database, Map<String, ?> others) {
    AuthProgram program = new AuthProgram();
    Map<String, Object> values = new HashMap<>();
    values.put("AUTH_SIGNING_KEYS", keys.toString());
    values.put("AUTH_REFRESH_SECRET", "J0jNvbXf3m9rWyo7Qk2dLh8sTzU4aPcE");
    values.put("AUTH_DATABASE", database);
    values.put("AUDIT_DATABASE", database);
    values.put("BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
    values.put("MONGODB_URI", TestEngine.uri());
    values.putAll(others);
    Settings settings = Settings.defaults(program.settings()).with("test", values);
    return program.deploy(new Host(vertx, settings, CONTRACT, clock, new Readiness(vertx)));
  }

  private void undeployAll() {
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
  }

  private JsonObject login(String name) {
    call("auth.register", registration(name));
    return call("auth.login", credentials(name, PASSWORD));
  }

  private JsonObject me(JsonObject tokens) {
    return request("auth.me", new JsonObject(), tokens.getString("accessToken")).await().body();
  }

  private ReplyException refusalOfMe(String token) {
    return catchThrowableOfType(
        ReplyException.class, () -> request("auth.me", new JsonObject(), token).await());
  }

  private String adminToken() {
    return call("auth.login", credentials("admin", ADMIN_PASSWORD)).getString("accessToken");
  }

  private JsonObject call(String address, JsonObject message) {
    return call(address, message, null);
  }

  private JsonObject call(String address, JsonObject message, String token) {
    return request(address, message, token).await().body();
  }

  private ReplyException refusal(String address, JsonObject message) {
    return refusal(address, message, null);
  }

  private ReplyException refusal(String address, JsonObject message, String token) {
    return catchThrowableOfType(
        ReplyException.class, () -> request(address, message, token).await());
  }

  private Future<Message<JsonObject>> request(String address, JsonObject message, String token) {
    DeliveryOptions options = new DeliveryOptions().addHeader("X-Request-Id", "my-request");
    if (token != null) {
      options.addHeader("Authorization", "Bearer " + token);
    }
    return vertx.eventBus().request(address, message, options);
  }

  private static JsonObject problem(ReplyException refusal) {
    return new JsonObject(refusal.getMessage());
  }

  private static JsonObject registration(String name) {
    return new JsonObject()
        .put("email", name + "@example.com")
        .put("username", name)
        .put("password", PASSWORD);
  }

  private static JsonObject credentials(String login, String password) {
    return new JsonObject().put("login", login).put("password", password);
  }

  private static JsonObject refreshing(String token) {
    return new JsonObject().put("refreshToken", token);
  }
}
