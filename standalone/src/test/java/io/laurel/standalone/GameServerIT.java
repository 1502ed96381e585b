package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.launch.ChildProcess;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Game servers with API keys, over HTTP and over the bus, on a cluster of processes. */
@Tag(SharedCluster.TAG)
final class GameServerIT {
  private static final int CLIENTS = 32;

  /** P9, and what a busy machine adds to the second. */
  private static final Duration PROMISED = Duration.ofSeconds(3);

  private static ClusterOfProcesses cluster;
  private static PlainMember plain;
  private static Vertx vertx;
  private static Api api;
  private static Api otherGateway;
  private static String admin;

  /** A game server's account, its key, and a token of it. */
  private record Shard(String userId, String keyId, String key, String token) {}

  @BeforeAll
  static void start() throws InterruptedException {
    cluster = SharedCluster.get();
    cluster.replaceKilled();
    plain = new PlainMember(cluster);
    vertx = Vertx.vertx();
    api = new Api(vertx, cluster.urls().get(0), CLIENTS);
    otherGateway = new Api(vertx, cluster.urls().get(1), 4);
    admin = api.login("admin", ClusterOfProcesses.ADMIN_PASSWORD);
  }

  @AfterAll
  static void stop() {
    api.close();
    otherGateway.close();
    vertx.close().await();
    plain.close();
  }

  private static Shard aShard() {
    String name = "shard-" + UUID.randomUUID().toString().substring(0, 8);
    JsonObject account =
        new JsonObject()
            .put("email", name + "@example.com")
            .put("username", name)
            .put("roles", new JsonArray().add("SERVICE"));
    String userId = Api.created(api.post("/users", admin, account)).getString("id");
    JsonObject made =
        Api.created(
            api.post("/users/" + userId + "/keys", admin, new JsonObject().put("name", "eu-1")));
    String token = signIn(made.getString("key")).getString("accessToken");
    return new Shard(userId, made.getString("id"), made.getString("key"), token);
  }

  private static JsonObject signIn(String key) {
    HttpResponse<Buffer> answer =
        api.post("/auth/token", null, new JsonObject().put("key", key)).await();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    return answer.bodyAsJsonObject();
  }

  private static Future<HttpResponse<Buffer>> claim(Shard shard, String eventId, String player) {
    return api.post(
        "/events/" + eventId + "/claims", shard.token(), new JsonObject().put("userId", player));
  }

  private static String code(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getString("code");
  }

  @Test
  void key_madeListedAndUsed_atBothDoors() {
    Shard shard = aShard();

    JsonObject overBus =
        plain.ask("auth.keyLogin", null, new JsonObject().put("key", shard.key())).await();
    JsonObject me =
        api.get("/auth/me", overBus.getString("accessToken")).await().bodyAsJsonObject();
    HttpResponse<Buffer> logout = api.post("/auth/logout", shard.token(), null).await();
    HttpResponse<Buffer> endAll =
        api.send(HttpMethod.DELETE, "/auth/sessions", shard.token(), null).await();
    JsonObject listed =
        api.get("/users/" + shard.userId() + "/keys", admin)
            .await()
            .bodyAsJsonObject()
            .getJsonArray("items")
            .getJsonObject(0);

    assertThat(overBus.getInteger("expiresIn")).isEqualTo(900);
    assertThat(me.getString("id")).isEqualTo(shard.userId());
    assertThat(code(logout)).isEqualTo("no-session");
    assertThat(code(endAll)).isEqualTo("no-session");
    assertThat(logout.statusCode()).isEqualTo(409);
    assertThat(listed.fieldNames())
        .containsExactlyInAnyOrder("id", "name", "createdAt", "lastUsedAt");
    assertThat(listed.getString("lastUsedAt")).endsWith(":00:00.000Z");
    assertThat(api.get("/audit/entries?target=" + shard.keyId(), admin).await().bodyAsString())
        .contains("key.create")
        .doesNotContain(shard.key());
  }

  @Test
  void key_revoked_itsTokensRefusedEverywhere() {
    Shard shard = aShard();
    Shard other = aShard();
    String path = "/users/" + shard.userId() + "/keys/" + shard.keyId();

    assertThat(api.send(HttpMethod.DELETE, path, admin, null).await().statusCode()).isEqualTo(204);

    List<Supplier<Integer>> doors =
        List.of(
            () -> api.get("/auth/me", shard.token()).await().statusCode(),
            () -> otherGateway.get("/claims?userId=x", shard.token()).await().statusCode(),
            () -> statusOnTheBus("auth.me", shard.token(), new JsonObject()),
            () -> statusOnTheBus("claim.list", shard.token(), new JsonObject().put("userId", "x")));
    for (Supplier<Integer> door : doors) {
      // Of the two nodes behind each address, both must have heard.
      Eventually.see(
          vertx, PROMISED, () -> List.of(door.get(), door.get()), List.of(401, 401)::equals);
    }
    assertThat(api.post("/auth/token", null, new JsonObject().put("key", shard.key())).await())
        .matches(
            answer -> answer.statusCode() == 401 && code(answer).equals("invalid-credentials"));
    assertThat(api.get("/auth/me", other.token()).await().statusCode()).isEqualTo(200);
    assertThat(code(api.send(HttpMethod.DELETE, path, admin, null).await()))
        .isEqualTo("key-not-found");
  }

  private static int statusOnTheBus(String address, String token, JsonObject message) {
    return plain
        .ask(address, token, message)
        .map(200)
        .recover(
            cause ->
                Future.succeededFuture(
                    ((io.vertx.core.eventbus.ReplyException) cause).failureCode()))
        .await();
  }

  @Test
  void service_suspendedOrWithoutItsRole_signsInByNoKey() {
    Shard shard = aShard();
    String user = "/users/" + shard.userId();

    put(user + "/suspension", new JsonObject().put("suspended", true).put("reason", "Leaked"));
    assertThat(keyLogin(shard)).isEqualTo(401);
    put(user + "/suspension", new JsonObject().put("suspended", false).put("reason", "Was not"));
    assertThat(keyLogin(shard)).isEqualTo(200);
    put(user + "/roles", new JsonObject().put("roles", new JsonArray().add("OPERATOR")));
    assertThat(keyLogin(shard)).isEqualTo(401);
    assertThat(code(api.post(user + "/keys", admin, new JsonObject().put("name", "eu-2")).await()))
        .isEqualTo("not-a-service");
  }

  private static void put(String path, JsonObject body) {
    assertThat(api.send(HttpMethod.PUT, path, admin, body).await().statusCode()).isEqualTo(200);
  }

  private static int keyLogin(Shard shard) {
    return api.post("/auth/token", null, new JsonObject().put("key", shard.key()))
        .await()
        .statusCode();
  }

  @Test
  void player_withoutAccount_factsProgressClaimAndHistory() {
    Shard shard = aShard();
    // Every mark that could be taken for a part of a path, a lock or a bucket.
    String player = "steam:7656/" + UUID.randomUUID() + "@eu#1%2F";
    String inPath = URLEncoder.encode(player, StandardCharsets.UTF_8);
    JsonObject twoWins =
        new JsonObject()
            .put("type", "ACTIVITY_COUNT")
            .put("params", new JsonObject().put("activity", "WIN").put("target", 2));
    Instant now = Instant.now();
    JsonObject event =
        new JsonObject()
            .put("name", "Arena")
            .put("startsAt", now.minusSeconds(3_600).toString())
            .put("endsAt", now.plusSeconds(3_600).toString())
            .put("conditions", new JsonArray().add(twoWins));
    String eventId = Api.created(api.post("/events", admin, event)).getString("id");
    Api.created(
        api.post(
            "/events/" + eventId + "/rewards",
            admin,
            new JsonObject().put("name", "Cup").put("type", "ITEM")));
    api.publish(admin, eventId);

    assertThat(code(claim(shard, eventId, player).await())).isEqualTo("conditions-not-met");
    JsonArray wins = new JsonArray();
    for (int i = 0; i < 2; i++) {
      wins.add(
          new JsonObject()
              .put("id", eventId + i)
              .put("userId", player)
              .put("type", "WIN")
              .put("at", now.toString()));
    }
    assertThat(
            api.post("/activities", shard.token(), new JsonObject().put("activities", wins))
                .await()
                .bodyAsString())
        .contains("COUNTED")
        .doesNotContain("REJECTED");
    JsonObject progress =
        api.get("/events/" + eventId + "/progress/" + inPath, shard.token())
            .await()
            .bodyAsJsonObject();
    JsonObject claim = Api.created(claim(shard, eventId, player));

    assertThat(progress.getJsonArray("rewards").getJsonObject(0).getBoolean("claimable")).isTrue();
    assertThat(claim.getString("userId")).isEqualTo(player);
    assertThat(claim.getString("requestedBy")).isEqualTo(shard.userId());
    assertThat(
            api.get("/claims?userId=" + inPath, shard.token())
                .await()
                .bodyAsJsonObject()
                .getJsonArray("items"))
        .isEqualTo(new JsonArray().add(claim));
    assertThat(
            plain
                .ask(
                    "claim.get",
                    shard.token(),
                    new JsonObject().put("claimId", claim.getString("id")))
                .await())
        .isEqualTo(claim);
    assertThat(api.get("/claims", shard.token()).await().bodyAsString())
        .contains("\"pointer\":\"/userId\"");
  }

  @Test
  void player_racedByTwoServicesWhileANodeDies_oneClaim() throws InterruptedException {
    ChildProcess third = cluster.startEventProcess();
    third.awaitReady();
    Shard one = aShard();
    Shard two = aShard();
    String eventId = api.publishedEvent(admin, 1_000);
    String player = "steam:" + UUID.randomUUID();
    List<Supplier<Future<HttpResponse<Buffer>>>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(() -> api.untilDecided(() -> claim(one, eventId, player)));
      calls.add(() -> api.untilDecided(() -> claim(two, eventId, player)));
    }
    Future<Void> kill =
        vertx
            .timer(20)
            .<Void>map(
                now -> {
                  cluster.killOneEventProcess();
                  return null;
                });

    List<Future<HttpResponse<Buffer>>> answers = Crowd.send(CLIENTS, calls);
    kill.await();

    // Whose answer died with the node finds it claimed when it asks again.
    assertThat(Crowd.outcomes(answers).keySet()).isSubsetOf("201", "409 already-claimed");
    assertThat(Crowd.outcomes(answers).getOrDefault("201", 0L)).isLessThanOrEqualTo(1);
    JsonArray claims =
        api.get("/claims?userId=" + player, one.token())
            .await()
            .bodyAsJsonObject()
            .getJsonArray("items");
    assertThat(claims).hasSize(1);
  }

  /** A published event that ends before all others, so that claims of all begin with it. */
  private static String soonOver(JsonObject... rewards) {
    Instant now = Instant.now();
    JsonObject event =
        new JsonObject()
            .put("name", "Soon over")
            .put("startsAt", now.minusSeconds(60).toString())
            .put("endsAt", now.plusSeconds(300).toString());
    String eventId = Api.created(api.post("/events", admin, event)).getString("id");
    for (JsonObject reward : rewards) {
      Api.created(
          api.post(
              "/events/" + eventId + "/rewards",
              admin,
              reward.copy().put("name", "Cup").put("type", "ITEM")));
    }
    api.publish(admin, eventId);
    return eventId;
  }

  private static List<JsonObject> resultsOf(JsonObject answer, String eventId) {
    return answer.getJsonArray("results").stream()
        .map(JsonObject.class::cast)
        .filter(result -> result.getString("eventId").equals(eventId))
        .toList();
  }

  @Test
  void claimAll_atBothDoors_eachRewardOnceAndEqualAnswers() {
    Shard shard = aShard();
    String player = "steam:" + UUID.randomUUID();
    String eventId = soonOver(new JsonObject(), new JsonObject().put("stock", 5));
    JsonObject body = new JsonObject().put("userId", player);
    String key = "all-" + UUID.randomUUID();

    HttpResponse<Buffer> first =
        api.post("/me/claims", shard.token(), body, "Idempotency-Key", key).await();
    HttpResponse<Buffer> again =
        otherGateway.post("/me/claims", shard.token(), body, "Idempotency-Key", key).await();
    JsonObject overBus =
        plain
            .ask("claim.submitAll", shard.token(), body.copy().put("Idempotency-Key", key))
            .await();
    HttpResponse<Buffer> another =
        api.post(
                "/me/claims",
                shard.token(),
                new JsonObject().put("userId", player + "-2"),
                "Idempotency-Key",
                key)
            .await();

    assertThat(first.statusCode()).as(first.bodyAsString()).isEqualTo(200);
    assertThat(first.getHeader("Idempotency-Replayed")).isNull();
    assertThat(resultsOf(first.bodyAsJsonObject(), eventId))
        .hasSize(2)
        .allMatch(result -> result.getString("status").equals("GRANTED"));
    assertThat(again.getHeader("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.bodyAsJsonObject()).isEqualTo(first.bodyAsJsonObject());
    assertThat(overBus).isEqualTo(first.bodyAsJsonObject());
    assertThat(another.statusCode()).isEqualTo(422);
    assertThat(code(another)).isEqualTo("idempotency-key-reused");
    assertThat(
            api.get("/claims?userId=" + player + "&eventId=" + eventId, shard.token())
                .await()
                .bodyAsJsonObject()
                .getJsonArray("items"))
        .hasSize(2);
  }

  @Test
  void claimAll_byAUser_withOrWithoutABodyAndForNobodyElse() {
    String user = new Accounts(api, admin).tokenOf(Role.USER);
    String first = soonOver(new JsonObject());

    JsonObject without = api.post("/me/claims", user, null).await().bodyAsJsonObject();
    String second = soonOver(new JsonObject());
    JsonObject empty = api.post("/me/claims", user, new JsonObject()).await().bodyAsJsonObject();
    String third = soonOver(new JsonObject());
    JsonObject overBus = plain.ask("claim.submitAll", user, new JsonObject()).await();
    HttpResponse<Buffer> forAnother =
        api.post("/me/claims", user, new JsonObject().put("userId", "steam:1")).await();

    assertThat(resultsOf(without, first)).hasSize(1);
    assertThat(resultsOf(empty, first)).isEmpty();
    assertThat(resultsOf(empty, second)).hasSize(1);
    assertThat(resultsOf(overBus, third)).hasSize(1);
    assertThat(forAnother.statusCode()).isEqualTo(400);
    assertThat(forAnother.bodyAsString()).contains("\"pointer\":\"/userId\"");
  }

  @Test
  void claim_fiveOfAStockOfThree_noneTaken() {
    Shard shard = aShard();
    JsonObject limit = new JsonObject().put("count", 5).put("per", "EVENT");
    String eventId = soonOver(new JsonObject().put("stock", 3).put("limit", limit));
    String player = "steam:" + UUID.randomUUID();

    HttpResponse<Buffer> five = claimSeveral(shard, eventId, player, 5);
    HttpResponse<Buffer> three = claimSeveral(shard, eventId, player, 3);
    HttpResponse<Buffer> more = claimSeveral(shard, eventId, player + "-2", 1);

    assertThat(five.statusCode()).isEqualTo(409);
    assertThat(code(five)).isEqualTo("out-of-stock");
    assertThat(three.statusCode()).as(three.bodyAsString()).isEqualTo(201);
    assertThat(
            three
                .bodyAsJsonObject()
                .getJsonArray("rewards")
                .getJsonObject(0)
                .getJsonArray("serials"))
        .containsExactlyInAnyOrder(1, 2, 3);
    assertThat(code(more)).isEqualTo("out-of-stock");
  }

  private static HttpResponse<Buffer> claimSeveral(
      Shard shard, String eventId, String player, int count) {
    return api.post(
            "/events/" + eventId + "/claims",
            shard.token(),
            new JsonObject().put("userId", player).put("count", count))
        .await();
  }

  @Test
  void account_ofOurs_onlyOneThatMayPlay() {
    Shard shard = aShard();
    Accounts accounts = new Accounts(api, admin);
    String player = accounts.open(Role.USER).getString("id");
    String suspended = accounts.open(Role.USER).getString("id");
    put(
        "/users/" + suspended + "/suspension",
        new JsonObject().put("suspended", true).put("reason", "Sells accounts"));
    String eventId = api.publishedEvent(admin, null);

    Map<String, String> outcomes =
        List.of(
                player,
                suspended,
                accounts.open(Role.OPERATOR).getString("id"),
                shard.userId(),
                "usr_none")
            .stream()
            .collect(
                Collectors.toMap(
                    id -> id,
                    id -> {
                      HttpResponse<Buffer> answer = claim(shard, eventId, id).await();
                      return answer.statusCode() + " " + code(answer);
                    }));

    assertThat(outcomes.remove(player)).startsWith("201");
    assertThat(outcomes.values()).containsOnly("404 user-not-found").hasSize(4);
  }
}
