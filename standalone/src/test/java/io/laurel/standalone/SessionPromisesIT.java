package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.MongoAuditStore;
import io.laurel.auth.AuthProgram;
import io.laurel.auth.lastadmin.LastAdminFeature;
import io.laurel.auth.password.PasswordFeature;
import io.laurel.auth.revocation.RevocationFeature;
import io.laurel.auth.user.AccountFeature;
import io.laurel.auth.user.ReservedNames;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserChanges;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.auth.user.UserFeature;
import io.laurel.auth.user.UserStore;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.embedded.TestEngine;
import io.laurel.failure.Failure;
import io.laurel.feature.Site;
import io.laurel.launch.Host;
import io.laurel.management.Readiness;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * I1 and I3 with two gateways, two auth and two event processes. The gateways are asked one by one;
 * the others over the bus, which takes them in turns.
 */
@Tag(SharedCluster.TAG)
final class SessionPromisesIT {
  private static final String PASSWORD = "correct-horse-battery";
  private static final int ROUNDS = 300;

  /** I3's second. */
  private static final Duration PROMISED = Duration.ofSeconds(1);

  /** For a busy machine; without the hints and the polls together it would be the token's life. */
  private static final int ROOM = 5;

  /** More than enough to meet each of two processes. */
  private static final int IN_TURN = 6;

  private static ClusterOfProcesses cluster;
  private static PlainMember plain;
  private static Vertx vertx;
  private static List<Api> gateways;
  private static MongoDatabase accounts;
  private static UserStore users;
  private static UserChanges changes;

  @BeforeAll
  static void start() {
    cluster = SharedCluster.get();
    plain = new PlainMember(cluster);
    vertx = Vertx.vertx();
    gateways = cluster.urls().stream().map(url -> new Api(vertx, url, 4)).toList();
    accounts =
        MongoDatabase.open(
            vertx,
            new MongoConfig(TestEngine.uri(), 4, Duration.ofSeconds(20)),
            cluster.authDatabase());
    // Changes accounts as an auth process does, but its hints get lost: it is no member.
    Site site = Site.of(host(), vertx, accounts, new MongoAuditStore(accounts));
    var accountRoom = new AccountFeature(site);
    users = accountRoom.store();
    changes =
        new UserFeature(
                site,
                accountRoom,
                new LastAdminFeature(site, accountRoom).guard(),
                new ReservedNames(List.of()),
                new PasswordFeature(site),
                new RevocationFeature(site))
            .changes();
  }

  private static Host host() {
    Map<String, String> secrets =
        Map.of(
            "AUTH_REFRESH_SECRET", "J0jNvbXf3m9rWyo7Qk2dLh8sTzU4aPcE", "AUTH_SIGNING_KEYS", "none");
    Settings settings = Settings.defaults(new AuthProgram().settings()).with("test", secrets);
    return new Host(vertx, settings, Contract.load(), Clock.systemUTC(), new Readiness(vertx));
  }

  @AfterAll
  static void stop() {
    gateways.forEach(Api::close);
    accounts.close().await();
    vertx.close().await();
    plain.close();
  }

  @Test
  void i1_twoTabsAtTwoGateways_nobodyLoggedOutAndBothAgree() {
    String token = signedIn("tabs").getString("refreshToken");

    for (int round = 0; round < ROUNDS; round++) {
      Future<HttpResponse<Buffer>> one = refresh(gateways.get(0), token);
      Future<HttpResponse<Buffer>> two = refresh(gateways.get(1), token);
      token = ok(one).getString("refreshToken");
      assertThat(ok(two).getString("refreshToken")).isEqualTo(token);
    }
  }

  @Test
  void i1_theft_familyAndItsAccessTokensDieEverywhere() {
    JsonObject stolen = signedIn("robbed");
    JsonObject renewed = ok(refresh(gateways.get(0), stolen.getString("refreshToken")));
    assertAdmittedEverywhere(renewed);
    vertx.timer(SharedCluster.REFRESH_GRACE_MS + 500).await();

    HttpResponse<Buffer> thief = refresh(gateways.get(1), stolen.getString("refreshToken")).await();

    assertThat(thief.bodyAsJsonObject().getString("code")).isEqualTo("refresh-token-reused");
    awaitRefusedEverywhere("theft", renewed);
    assertThat(refresh(gateways.get(0), renewed.getString("refreshToken")).await().statusCode())
        .isEqualTo(401);
  }

  @Test
  void i3_logout_refusedEverywhere() {
    JsonObject phone = signedIn("leaving");
    JsonObject tablet = login("leaving");
    assertAdmittedEverywhere(phone);

    logout(phone);

    awaitRefusedEverywhere("logout", phone);
    assertAdmittedEverywhere(tablet);
  }

  /** More than one, because a hint may be lost. */
  @Test
  void loginsAndLogouts_announced_reachAPlainMember() throws InterruptedException {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    for (String address : List.of("auth.user.logged-in", "auth.session.revoked")) {
      plain.listen(address, message -> told.add(address + " " + message.getString("sessionId")));
    }
    signedIn("famous");
    Set<String> heard = new HashSet<>();
    for (int i = 0; i < 20 && heard.size() < 2; i++) {
      JsonObject tokens = login("famous");
      logout(tokens);
      String ofThisOne = " " + tokens.getString("refreshToken").split("\\.", -1)[0];
      for (String one = told.poll(1, TimeUnit.SECONDS);
          one != null;
          one = told.poll(1, TimeUnit.SECONDS)) {
        if (one.endsWith(ofThisOne)) {
          heard.add(one.substring(0, one.indexOf(' ')));
        }
      }
    }

    assertThat(heard).containsExactlyInAnyOrder("auth.user.logged-in", "auth.session.revoked");
  }

  @Test
  void i3_passwordChanged_otherSessionsRefusedEverywhere() {
    JsonObject phone = signedIn("careful");
    JsonObject tablet = login("careful");
    JsonObject change =
        new JsonObject().put("currentPassword", PASSWORD).put("newPassword", PASSWORD + "-2");

    HttpResponse<Buffer> answer =
        gateways
            .get(0)
            .send(HttpMethod.PUT, "/auth/me/password", phone.getString("accessToken"), change)
            .await();

    assertThat(answer.statusCode()).isEqualTo(204);
    awaitRefusedEverywhere("password change", tablet);
    assertAdmittedEverywhere(phone);
  }

  @Test
  void i3_roleChanged_refusedEverywhereAndARefreshBringsTheNewRole() {
    JsonObject tokens = signedIn("promoted");
    assertAdmittedEverywhere(tokens);

    administer(tokens, "/roles", new JsonObject().put("roles", new JsonArray().add("OPERATOR")));

    awaitRefusedEverywhere("role change", tokens);
    JsonObject renewed = ok(refresh(gateways.get(1), tokens.getString("refreshToken")));
    assertThat(renewed.getJsonObject("user").getJsonArray("roles")).containsExactly("OPERATOR");
    assertAdmittedEverywhere(renewed);
  }

  @Test
  void i3_suspended_refusedEverywhereAndNoRefresh() {
    JsonObject tokens = signedIn("banned");
    assertAdmittedEverywhere(tokens);

    administer(
        tokens, "/suspension", new JsonObject().put("suspended", true).put("reason", "cheats"));

    awaitRefusedEverywhere("suspension", tokens);
    assertThat(refresh(gateways.get(0), tokens.getString("refreshToken")).await().statusCode())
        .isEqualTo(401);
  }

  @Test
  void i3_hintLost_refusedEverywhereByThePollAlone() {
    JsonObject tokens = signedIn("unheard");
    assertAdmittedEverywhere(tokens);

    changes
        .change(
            idOf(tokens),
            Failure.internal(),
            user -> new Decision.Write(withoutSessions(user), null))
        .await();

    awaitRefusedEverywhere("hint lost", tokens);
  }

  /** What a process leaves that dies between its two writes. */
  @Test
  void i3_accountChangedButNotRevoked_sweptAndRefusedEverywhere() {
    JsonObject tokens = signedIn("orphan");
    assertAdmittedEverywhere(tokens);
    User user = users.byId(idOf(tokens)).await();

    users.replaceRevoking(withoutSessions(user), null).await();

    awaitRefusedEverywhere("swept", tokens);
  }

  private static void administer(JsonObject tokens, String what, JsonObject change) {
    String admin = gateways.get(0).login("admin", ClusterOfProcesses.ADMIN_PASSWORD);
    ok(gateways.get(0).send(HttpMethod.PUT, "/users/" + idOf(tokens) + what, admin, change));
  }

  private static String idOf(JsonObject tokens) {
    return tokens.getJsonObject("user").getString("id");
  }

  private static User withoutSessions(User user) {
    return user.withStanding(user.standing().withoutSessions(), user.updatedAt());
  }

  private static void assertAdmittedEverywhere(JsonObject tokens) {
    assertThat(answers(tokens)).containsOnly(200);
  }

  /**
   * Asks until all refuse. How long that took is printed, and judged with room for a busy machine.
   */
  private static void awaitRefusedEverywhere(String what, JsonObject tokens) {
    long begun = System.nanoTime();
    Set<Integer> answers = answers(tokens);
    for (int i = 0; i < 3_000 && !answers.equals(Set.of(401)); i++) {
      vertx.timer(20).await();
      answers = answers(tokens);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.printf(
        Locale.ROOT, "%s: %s everywhere after %d ms%n", what, answers, took.toMillis());
    assertThat(answers).as(what).containsOnly(401);
    assertThat(took).as(what).isLessThan(PROMISED.multipliedBy(ROOM));
  }

  /** What each gateway, event and auth process answers. */
  private static Set<Integer> answers(JsonObject tokens) {
    String token = tokens.getString("accessToken");
    Stream<Future<Integer>> doors =
        gateways.stream()
            .map(gateway -> gateway.get("/auth/me", token).map(HttpResponse::statusCode));
    Stream<Future<Integer>> services =
        Stream.of("event.list", "auth.me")
            .flatMap(address -> Stream.generate(() -> ask(address, token)).limit(IN_TURN));
    List<Future<Integer>> asked = Stream.concat(doors, services).toList();
    return Future.all(asked).map(all -> Set.copyOf(all.<Integer>list())).await();
  }

  private static Future<Integer> ask(String address, String token) {
    return plain
        .ask(address, token, new JsonObject())
        .map(200)
        .recover(
            cause ->
                cause instanceof ReplyException refused
                    ? Future.succeededFuture(refused.failureCode())
                    : Future.failedFuture(cause));
  }

  private static JsonObject signedIn(String name) {
    JsonObject account =
        new JsonObject()
            .put("email", name + "@example.com")
            .put("username", name)
            .put("password", PASSWORD);
    Api.created(gateways.get(0).post("/auth/register", null, account));
    return login(name);
  }

  private static JsonObject login(String name) {
    JsonObject credentials = new JsonObject().put("login", name).put("password", PASSWORD);
    return ok(gateways.get(0).post("/auth/login", null, credentials));
  }

  private static void logout(JsonObject tokens) {
    HttpResponse<Buffer> answer =
        gateways.get(0).post("/auth/logout", tokens.getString("accessToken"), null).await();
    assertThat(answer.statusCode()).isEqualTo(204);
  }

  private static Future<HttpResponse<Buffer>> refresh(Api gateway, String token) {
    return gateway.post("/auth/refresh", null, new JsonObject().put("refreshToken", token));
  }

  private static JsonObject ok(Future<HttpResponse<Buffer>> request) {
    HttpResponse<Buffer> answer = request.await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return answer.bodyAsJsonObject();
  }
}
