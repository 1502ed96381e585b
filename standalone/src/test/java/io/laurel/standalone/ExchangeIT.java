package io.laurel.standalone;

import static io.laurel.standalone.PlainMember.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.TestIssuer;
import io.laurel.security.TestIssuer.IssuerKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Players who sign in by their studio's tokens, on a cluster of processes. */
@Tag(SharedCluster.TAG)
final class ExchangeIT {
  private static final int CLIENTS = 32;

  /** Of two nodes that take turns, both have been asked by then. */
  private static final int BOTH = 8;

  /** I3, and what a busy machine adds to the second. */
  private static final Duration PROMISED = Duration.ofSeconds(3);

  private static ClusterOfProcesses cluster;
  private static StudioIssuers issuers;
  private static PlainMember plain;
  private static Vertx vertx;
  private static Api api;
  private static Api otherGateway;
  private static String admin;

  @BeforeAll
  static void start() throws InterruptedException {
    cluster = SharedCluster.get();
    cluster.replaceKilled();
    issuers = SharedCluster.issuers();
    plain = new PlainMember(cluster);
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.urls().get(0), CLIENTS);
    otherGateway = new Api(vertx, cluster.urls().get(1), CLIENTS);
    admin = api.login("admin", ClusterOfProcesses.ADMIN_PASSWORD);
  }

  @AfterAll
  static void stop() {
    api.close();
    otherGateway.close();
    vertx.close().await();
    plain.close();
  }

  private static String aSubject() {
    return "steam:" + UUID.randomUUID();
  }

  private static String ofStudio(String subject) {
    return issuers.studio.sign(
        TestIssuer.header("RS256", "s1"), TestIssuer.claims(subject, Instant.now()));
  }

  private static String ofLauncher(IssuerKey key, String subject) {
    return key.sign(
        TestIssuer.header("ES256", key.id()),
        TestIssuer.claims(subject, Instant.now()).put("iss", StudioIssuers.LAUNCHER));
  }

  private static JsonObject body(String token) {
    return new JsonObject().put("token", token);
  }

  private static Future<HttpResponse<Buffer>> exchange(Api door, String token) {
    return door.post("/auth/exchange", null, body(token));
  }

  private static JsonObject signIn(String token) {
    HttpResponse<Buffer> answer = exchange(api, token).await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return answer.bodyAsJsonObject();
  }

  private static Set<Integer> statuses(String token) {
    Set<Integer> statuses = new HashSet<>();
    for (int i = 0; i < BOTH; i++) {
      statuses.add(exchange(api, token).await().statusCode());
    }
    return statuses;
  }

  /** C10: she meets the locks of every other player, and her sign-in counts. */
  @Test
  void player_ofTheStudio_signsInCountsAndClaims() {
    JsonObject loginDay =
        new JsonObject().put("type", "LOGIN_DAYS").put("params", new JsonObject().put("days", 1));
    Instant now = Instant.now();
    JsonObject event =
        new JsonObject()
            .put("name", "Welcome")
            .put("startsAt", now.minusSeconds(3_600).toString())
            .put("endsAt", now.plusSeconds(3_600).toString())
            .put("conditions", new JsonArray().add(loginDay));
    String eventId = Api.created(api.post("/events", admin, event)).getString("id");
    Api.created(
        api.post(
            "/events/" + eventId + "/rewards",
            admin,
            new JsonObject().put("name", "Hat").put("type", "ITEM")));
    api.publish(admin, eventId);
    String subject = aSubject();

    JsonObject tokens = signIn(ofStudio(subject));
    JsonObject user = tokens.getJsonObject("user");
    JsonObject claim = Api.created(api.claim(eventId, tokens.getString("accessToken"), null));
    JsonObject overBus = plain.ask("auth.exchange", null, body(ofStudio(subject))).await();

    assertThat(claim.getString("userId")).isEqualTo(user.getString("id"));
    assertThat(overBus.getJsonObject("user")).isEqualTo(user);
    assertThat(user.getString("username"))
        .isEqualTo("studio-" + user.getString("id").substring(20));
    assertThat(
            api.claim(eventId, overBus.getString("accessToken"), null)
                .await()
                .bodyAsJsonObject()
                .getString("code"))
        .isEqualTo("already-claimed");
    JsonObject renewed =
        api.post(
                "/auth/refresh",
                null,
                new JsonObject().put("refreshToken", tokens.getString("refreshToken")))
            .await()
            .bodyAsJsonObject();
    assertThat(renewed.getJsonObject("user")).isEqualTo(user);
  }

  @Test
  void firstExchanges_aThousandAtOnceAtTwoGateways_oneAccount() {
    String token = ofStudio(aSubject());
    List<Supplier<Future<HttpResponse<Buffer>>>> calls = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      calls.add(() -> api.untilDecided(() -> exchange(api, token)));
      calls.add(() -> otherGateway.untilDecided(() -> exchange(otherGateway, token)));
    }

    List<Future<HttpResponse<Buffer>>> answers = Crowd.send(2 * CLIENTS, calls);

    assertThat(answers)
        .extracting(answer -> answer.result().bodyAsJsonObject().getJsonObject("user"))
        .hasSize(1_000)
        .containsOnly(answers.get(0).result().bodyAsJsonObject().getJsonObject("user"));
  }

  /** However far a first exchange was when the process died: who asks again has that account. */
  @Test
  void firstExchanges_anAuthProcessKilledMeanwhile_oneAccountEach() throws InterruptedException {
    List<String> tokens = IntStream.range(0, 10).mapToObj(i -> ofStudio(aSubject())).toList();
    AtomicInteger sent = new AtomicInteger();
    List<Supplier<Future<HttpResponse<Buffer>>>> calls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String token = tokens.get(i / 30);
      Api door = i % 2 == 0 ? api : otherGateway;
      calls.add(
          () -> {
            if (sent.incrementAndGet() == 100) {
              cluster.killOneAuthProcess();
            }
            return door.untilDecided(() -> exchange(door, token));
          });
    }

    List<Future<HttpResponse<Buffer>>> answers = Crowd.send(2 * CLIENTS, calls);
    cluster.replaceKilled();

    Set<JsonObject> users = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      JsonObject user = signIn(tokens.get(i)).getJsonObject("user");
      assertThat(answers.subList(i * 30, i * 30 + 30))
          .extracting(answer -> answer.result().bodyAsJsonObject().getJsonObject("user"))
          .containsOnly(user);
      users.add(user);
    }
    assertThat(users).hasSameSizeAs(tokens);
  }

  @Test
  void forged_atBothDoors_oneAnswer() {
    IssuerKey stranger = IssuerKey.rsa("s1", 2_048);
    JsonObject late = TestIssuer.claims("1", Instant.now().minusSeconds(3_600));
    List<String> forged =
        List.of(
            "x",
            stranger.sign(TestIssuer.header("RS256", "s1"), TestIssuer.claims("1", Instant.now())),
            issuers.studio.sign(TestIssuer.header("RS256", "s1"), late),
            issuers.studio.sign(
                TestIssuer.header("RS256", "s1").put("jku", "https://id.studio.example"),
                TestIssuer.claims("1", Instant.now())),
            issuers.studio.sign(
                TestIssuer.header("RS256", "s1"),
                TestIssuer.claims("1", Instant.now()).put("aud", "other")));
    Set<JsonObject> answers = new HashSet<>();
    for (String token : forged) {
      HttpResponse<Buffer> answer =
          api.post("/auth/exchange", null, body(token), "X-Request-Id", "same").await();
      assertThat(answer.statusCode()).isEqualTo(401);
      JsonObject problem = answer.bodyAsJsonObject();
      problem.remove("instance");
      answers.add(problem);
      answers.add(problem(plain.ask("auth.exchange", null, body(token))));
    }

    assertThat(answers).hasSize(1);
    assertThat(answers.iterator().next().getString("code")).isEqualTo("invalid-credentials");
  }

  @Test
  void suspended_tokensEndAndNoExchange() {
    String token = ofStudio(aSubject());
    JsonObject tokens = signIn(token);
    String path = "/users/" + tokens.getJsonObject("user").getString("id");
    JsonObject suspension = new JsonObject().put("suspended", true).put("reason", "test");

    api.send(HttpMethod.PUT, path + "/suspension", admin, suspension).await();

    Eventually.see(
        vertx,
        PROMISED,
        () -> otherGateway.get("/auth/me", tokens.getString("accessToken")).await().statusCode(),
        status -> status == 401);
    assertThat(exchange(api, token).await().statusCode()).isEqualTo(401);
    assertThat(
            api.send(
                    HttpMethod.PUT,
                    path + "/roles",
                    admin,
                    new JsonObject().put("roles", new JsonArray().add("ADMIN")))
                .await()
                .bodyAsJsonObject()
                .getString("code"))
        .isEqualTo("external-account");
  }

  /** In one test, because each node asks for keys it does not know only each thirty seconds. */
  @Test
  void launcher_changesItsKeyAndGoesAway_playersSignInOn() {
    IssuerKey first = IssuerKey.ec("l1", "secp256r1");
    IssuerKey second = IssuerKey.ec("l2", "secp256r1");
    String subject = aSubject();
    issuers.publish(first);
    assertThat(statuses(ofLauncher(first, subject))).containsOnly(200);
    assertThat(issuers.fetches()).as("one of each node").isEqualTo(2);

    issuers.publish(second);

    assertThat(statuses(ofLauncher(second, subject)))
        .as("the new key is learned")
        .containsOnly(200);
    assertThat(statuses(ofLauncher(first, subject))).as("the old one is gone").containsOnly(401);
    assertThat(issuers.fetches()).isEqualTo(4);

    issuers.goAway();

    assertThat(statuses(ofLauncher(second, subject))).containsOnly(200);
    assertThat(statuses(ofLauncher(IssuerKey.ec("l3", "secp256r1"), subject))).containsOnly(401);
  }
}
