package io.laurel.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.contract.PublishedMessages;
import io.laurel.embedded.TestEngine;
import io.laurel.launch.Host;
import io.laurel.management.Readiness;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.laurel.revocation.SharedRevocations;
import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyRing;
import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The end of sessions as a plain member of the bus sees it, and a node that the bus does not reach.
 */
final class SessionOperationsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final KeyPair KEY = TestKeys.pair(2_048);
  private static final String PASSWORD = "correct-horse-battery";
  private static final String NEW_PASSWORD = "wrong-zebra-dynamo";

  @TempDir private Path keys;
  private final Vertx vertx = Vertx.vertx();
  private final Vertx faraway = Vertx.vertx();
  private final MutableClock clock = MutableClock.atPresent();
  private final String database = TestEngine.freshDatabase();
  private TokenVerifier farawayVerifier;

  @BeforeEach
  void deploy() {
    TestKeys.writePrivate(KEY, keys.resolve("1.pem"));
    new AuthProgram().deploy(host(vertx)).await();
    Host host = host(faraway);
    SecurityConfig security = SecurityConfig.of(host.settings());
    farawayVerifier =
        SharedRevocations.of(host)
            .await()
            .guard(
                new JwtVerifier(
                    faraway, KeyRing.open(faraway, security, clock).await(), security, clock));
    call("auth.register", null, registration());
  }

  @AfterEach
  void close() {
    vertx.close().await();
    faraway.close().await();
  }

  @Test
  void logout_done_tokensRefusedEverywhereAndOtherSessionsGoOn() {
    JsonObject phone = login();
    JsonObject tablet = login();

    assertThat(call("auth.logout", phone, new JsonObject())).isNull();

    assertRefusedEverywhere(phone);
    assertThat(refreshRefusal(phone)).isEqualTo("invalid-refresh-token");
    assertAdmittedEverywhere(tablet);
  }

  @Test
  void endSession_another_thatOneRefusedEverywhere() {
    JsonObject phone = login();
    String phoneId = sessionOf(phone);
    JsonObject tablet = login();

    call("auth.endSession", tablet, new JsonObject().put("sessionId", phoneId));

    assertRefusedEverywhere(phone);
    assertAdmittedEverywhere(tablet);
    assertThat(code("auth.endSession", tablet, new JsonObject().put("sessionId", phoneId)))
        .isEqualTo("session-not-found");
  }

  @Test
  void endSessions_done_allRefusedEverywhereAndALaterOneIsNot() {
    JsonObject phone = login();
    JsonObject tablet = login();

    assertThat(call("auth.endSessions", phone, new JsonObject())).isNull();

    assertRefusedEverywhere(phone);
    assertRefusedEverywhere(tablet);
    assertThat(refreshRefusal(tablet)).isEqualTo("invalid-refresh-token");
    assertAdmittedEverywhere(login());
  }

  @Test
  void changePassword_done_thisSessionGoesOnAndTheOthersEnd() {
    JsonObject phone = login();
    JsonObject tablet = login();

    assertThat(
            call(
                "auth.changePassword",
                phone,
                new JsonObject().put("currentPassword", PASSWORD).put("newPassword", NEW_PASSWORD)))
        .isNull();

    assertRefusedEverywhere(tablet);
    assertThat(refreshRefusal(tablet)).isEqualTo("invalid-refresh-token");
    assertAdmittedEverywhere(phone);
    assertAdmittedEverywhere(call("auth.refresh", null, refreshing(phone)));
    assertThat(code("auth.login", null, credentials(PASSWORD))).isEqualTo("invalid-credentials");
    assertAdmittedEverywhere(call("auth.login", null, credentials(NEW_PASSWORD)));
  }

  @Test
  void refresh_theft_accessTokensOfTheFamilyRefusedEverywhere() {
    JsonObject stolen = login();
    JsonObject renewed = call("auth.refresh", null, refreshing(stolen));
    clock.advance(Duration.ofSeconds(11));

    assertThat(refreshRefusal(stolen)).isEqualTo("refresh-token-reused");

    assertRefusedEverywhere(renewed);
    assertRefusedEverywhere(stolen);
  }

  @Test
  void listSessions_twoPages_ownNewestFirst() {
    JsonObject first = login();
    clock.advance(Duration.ofSeconds(1));
    JsonObject second = login();

    JsonObject page = call("auth.listSessions", second, new JsonObject().put("limit", 1));
    JsonObject rest =
        call(
            "auth.listSessions",
            second,
            new JsonObject().put("limit", 1).put("cursor", page.getString("nextCursor")));

    JsonObject newest = page.getJsonArray("items").getJsonObject(0);
    assertThat(newest.getString("id")).isEqualTo(sessionOf(second));
    assertThat(newest.getString("userAgent")).isEqualTo("a browser");
    assertThat(newest.getBoolean("current")).isTrue();
    assertThat(rest.getJsonArray("items").getJsonObject(0).getString("id"))
        .isEqualTo(sessionOf(first));
    assertThat(rest.containsKey("nextCursor")).isFalse();
  }

  @Test
  void announcements_loginAndLogout_reachAPlainMemberAsTheContractSays()
      throws InterruptedException {
    BlockingQueue<JsonObject> loggedIn = listen("auth.user.logged-in");
    BlockingQueue<JsonObject> revoked = listen("auth.session.revoked");

    JsonObject tokens = login();
    JsonObject in = loggedIn.poll(10, TimeUnit.SECONDS);
    call("auth.logout", tokens, new JsonObject());
    JsonObject out = revoked.poll(10, TimeUnit.SECONDS);
    JsonObject again = login();
    call("auth.endSessions", again, new JsonObject());
    JsonObject all = revoked.poll(10, TimeUnit.SECONDS);

    String userId = tokens.getJsonObject("user").getString("id");
    assertThat(in.getString("userId")).isEqualTo(userId);
    assertThat(in.getString("sessionId")).isEqualTo(sessionOf(tokens));
    assertThat(out.getString("sessionId")).isEqualTo(sessionOf(tokens));
    assertThat(all.getString("userId")).isEqualTo(userId);
    assertThat(all.containsKey("sessionId")).isFalse();
    PublishedMessages.assertAsDescribed("auth.user.logged-in", in);
    PublishedMessages.assertAsDescribed("auth.session.revoked", out);
    PublishedMessages.assertAsDescribed("auth.session.revoked", all);
  }

  /** What a process leaves that dies after the session's write. */
  @Test
  void start_sessionEndedButNotRevoked_isRevoked() {
    JsonObject tokens = login();
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    MongoDatabase accounts =
        MongoDatabase.open(
            faraway, new MongoConfig(TestEngine.uri(), 2, Duration.ofSeconds(20)), database);
    JsonObject ended =
        new JsonObject().put("endedAt", MongoDates.toDate(clock.instant())).put("revoking", true);
    accounts
        .collection("sessions")
        .findOneAndUpdate(
            new JsonObject().put("_id", sessionOf(tokens)), new JsonObject().put("$set", ended))
        .eventually(accounts::close)
        .await();

    new AuthProgram().deploy(host(vertx)).await();

    assertRefusedEverywhere(tokens);
  }

  private void assertRefusedEverywhere(JsonObject tokens) {
    eventually(() -> "unauthorized".equals(code("auth.me", tokens, new JsonObject())));
    eventually(
        () ->
            farawayVerifier
                .verify(tokens.getString("accessToken"))
                .transform(done -> io.vertx.core.Future.succeededFuture(done.failed()))
                .await());
  }

  private void assertAdmittedEverywhere(JsonObject tokens) {
    assertThat(call("auth.me", tokens, new JsonObject()).getString("username")).isEqualTo("ada");
    assertThat(farawayVerifier.verify(tokens.getString("accessToken")).await().username())
        .isEqualTo("ada");
  }

  /** Asks until it is so, for twenty seconds at most. */
  private void eventually(BooleanSupplier condition) {
    for (int i = 0; i < 2_000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      vertx.timer(10).await();
    }
    throw new AssertionError("It never came to be");
  }

  private BlockingQueue<JsonObject> listen(String address) {
    BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
    vertx
        .eventBus()
        .<JsonObject>consumer(address, message -> heard.add(message.body()))
        .completion()
        .await();
    return heard;
  }

  private Host host(Vertx onVertx) {
    Map<String, Object> values = new HashMap<>();
    values.put("AUTH_SIGNING_KEYS", keys.toString());
    values.put("AUTH_REFRESH_SECRET", "J0jNvbXf3m9rWyo7Qk2dLh8sTzU4aPcE");
    values.put("AUTH_DATABASE", database);
    values.put("AUDIT_DATABASE", database);
    values.put("MONGODB_URI", TestEngine.uri());
    values.put("REVOCATION_POLL_MS", 100);
    Settings settings = Settings.defaults(new AuthProgram().settings()).with("test", values);
    return new Host(onVertx, settings, CONTRACT, clock, new Readiness(onVertx));
  }

  private JsonObject login() {
    return call("auth.login", null, credentials(PASSWORD));
  }

  private String refreshRefusal(JsonObject tokens) {
    return code("auth.refresh", null, refreshing(tokens));
  }

  /** Code of the problem, or null where there was none. */
  private String code(String address, JsonObject tokens, JsonObject message) {
    ReplyException refusal =
        catchThrowableOfType(ReplyException.class, () -> call(address, tokens, message));
    return refusal == null ? null : new JsonObject(refusal.getMessage()).getString("code");
  }

  private JsonObject call(String address, JsonObject tokens, JsonObject message) {
    DeliveryOptions options = new DeliveryOptions().addHeader("User-Agent", "a browser");
    if (tokens != null) {
      options.addHeader("Authorization", "Bearer " + tokens.getString("accessToken"));
    }
    return vertx.eventBus().<JsonObject>request(address, message, options).await().body();
  }

  private static String sessionOf(JsonObject tokens) {
    return List.of(tokens.getString("refreshToken").split("\\.", -1)).get(0);
  }

  private static JsonObject refreshing(JsonObject tokens) {
    return new JsonObject().put("refreshToken", tokens.getString("refreshToken"));
  }

  private static JsonObject credentials(String password) {
    return new JsonObject().put("login", "ada").put("password", password);
  }

  private static JsonObject registration() {
    return new JsonObject()
        .put("email", "ada@example.com")
        .put("username", "ada")
        .put("password", PASSWORD);
  }
}
