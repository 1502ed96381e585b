package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.embedded.TestEngine;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * C1, C2 and C6 with three event processes and all modes mixed: rewards one by one and together,
 * with and without approval, claims, approvals, rejections and revocations at once, one process
 * killed in the middle.
 */
@Tag(SharedCluster.TAG)
final class ModesPromisesIT {
  private static final int CLIENTS = 48;
  private static final int PLAYERS = 60;
  private static final int ROUNDS = 6;
  private static final int LIMIT = 2;
  private static final int STOCK = 70;
  private static final Set<String> HOLDING = Set.of("GRANTED", "PENDING_APPROVAL");

  /** Units of the dead process, and freed ones, are claimable after that. */
  private static final Duration CLAIMABLE_AFTER = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Integer> stocks = new ConcurrentHashMap<>();
  private final Map<String, List<String>> rewards = new ConcurrentHashMap<>();
  private final Map<String, String> decided = new ConcurrentHashMap<>();
  private final Set<String> made = ConcurrentHashMap.newKeySet();
  private ClusterOfProcesses cluster;
  private Api api;
  private Tokens tokens;
  private String staff;

  @BeforeEach
  void start() throws Exception {
    cluster = SharedCluster.get();
    cluster.startEventProcess().awaitReady();
    api = new Api(vertx, cluster.url(), CLIENTS);
    tokens = new Tokens(vertx, cluster.keys());
    staff = tokens.of(Role.OPERATOR);
  }

  @AfterEach
  void stop() throws InterruptedException {
    api.close();
    vertx.close().await();
    cluster.replaceKilled();
  }

  @Test
  void c1c2c6_allModesAndDecisionsAtOnce_oneKilled_theBooksAreRight() {
    List<String> events = new ArrayList<>();
    for (String mode : List.of("EACH", "ALL")) {
      for (String approval : List.of("AUTO", "MANUAL")) {
        events.add(event(mode, approval));
      }
    }

    Map<String, Long> outcomes = Crowd.outcomes(Crowd.send(CLIENTS, story(events)));

    assertThat(outcomes.keySet())
        .as("%s", outcomes)
        .isSubsetOf(
            "200",
            "201",
            "409 already-claimed",
            "409 out-of-stock",
            // Its first try was done, and the answer lost.
            "409 claim-not-pending",
            "409 claim-not-granted");
    assertThat(decided.values()).contains("GRANTED", "REJECTED", "REVOKED");
    checkBooks(claims());
    vertx.timer(CLAIMABLE_AFTER.toMillis()).await();
    events.forEach(this::sellOut);
    List<JsonObject> claims = claims();
    checkBooks(claims);
    stocks.forEach(
        (reward, stock) ->
            assertThat(holding(claims, reward)).as("units of %s", reward).hasSize(stock));
    checkAudit(claims);
  }

  /** A published event of an unlimited and a limited reward, or two that are claimed together. */
  private String event(String mode, String approval) {
    Instant now = Instant.now();
    JsonObject event =
        new JsonObject()
            .put("name", mode + " " + approval)
            .put("startsAt", now.minusSeconds(3_600).toString())
            .put("endsAt", now.plusSeconds(3_600).toString())
            .put("claimMode", mode)
            .put("approval", approval);
    String eventId = Api.created(api.post("/events", staff, event)).getString("id");
    int limited = mode.equals("ALL") ? 2 : 1;
    for (int i = 0; i < limited; i++) {
      add(eventId, Integer.valueOf(STOCK));
    }
    if (mode.equals("ALL")) {
      add(eventId, null);
    }
    api.publish(staff, eventId);
    return eventId;
  }

  private void add(String eventId, Integer stock) {
    JsonObject reward =
        new JsonObject()
            .put("name", "A gem")
            .put("type", "ITEM")
            .put("limit", new JsonObject().put("count", LIMIT).put("per", "EVENT"));
    if (stock != null) {
      reward.put("stock", stock);
    }
    String id =
        Api.created(api.post("/events/" + eventId + "/rewards", staff, reward)).getString("id");
    rewards.computeIfAbsent(eventId, first -> new ArrayList<>()).add(id);
    if (stock != null) {
      stocks.put(id, stock);
    }
  }

  /**
   * Every player claims in every event again and again, and staff decide about what comes of it.
   */
  private List<Supplier<Future<HttpResponse<Buffer>>>> story(List<String> events) {
    List<String> players = tokens.players(PLAYERS);
    AtomicInteger sent = new AtomicInteger();
    List<Supplier<Future<HttpResponse<Buffer>>>> requests = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      String key = "round-" + round;
      for (String player : players) {
        for (String event : events) {
          int number = requests.size();
          requests.add(
              () -> {
                if (sent.incrementAndGet() == PLAYERS * ROUNDS * 2) {
                  cluster.killOneEventProcess();
                }
                return api.untilDecided(() -> api.claim(event, player, key))
                    .compose(answer -> decide(answer, number));
              });
        }
      }
    }
    return requests;
  }

  private Future<HttpResponse<Buffer>> decide(HttpResponse<Buffer> answer, int number) {
    if (answer.statusCode() != 201) {
      return Future.succeededFuture(answer);
    }
    JsonObject claim = answer.bodyAsJsonObject();
    String id = claim.getString("id");
    made.add(id);
    boolean waits = claim.getString("status").equals("PENDING_APPROVAL");
    return switch (number % 5) {
      case 0, 1 -> waits ? decide(id, "approval", null) : Future.succeededFuture(answer);
      case 2 -> waits ? decide(id, "rejection", "because") : Future.succeededFuture(answer);
      case 3 -> waits ? Future.succeededFuture(answer) : decide(id, "revocation", "because");
      default -> Future.succeededFuture(answer);
    };
  }

  private Future<HttpResponse<Buffer>> decide(String claimId, String what, String reason) {
    JsonObject body = reason == null ? null : new JsonObject().put("reason", reason);
    return api.untilDecided(() -> api.post("/claims/" + claimId + "/" + what, staff, body))
        .onSuccess(
            answer -> {
              if (answer.statusCode() == 200) {
                decided.put(claimId, answer.bodyAsJsonObject().getString("status"));
              }
            });
  }

  private void checkBooks(List<JsonObject> claims) {
    Map<String, JsonObject> byId =
        claims.stream()
            .collect(Collectors.toMap(claim -> claim.getString("_id"), Function.identity()));
    assertThat(byId.keySet()).as("what was answered").containsAll(made);
    decided.forEach((id, status) -> assertThat(byId.get(id).getString("status")).isEqualTo(status));
    rewards
        .values()
        .forEach(all -> all.forEach(reward -> checkLimit(holding(claims, reward), reward)));
    claims.forEach(
        claim ->
            assertThat(claim.getJsonArray("rewards"))
                .as("all rewards of %s", claim)
                .hasSize(rewards.get(claim.getString("eventId")).size()));
    stocks.forEach(
        (reward, stock) ->
            assertThat(serials(holding(claims, reward), reward))
                .as("units of %s", reward)
                .doesNotHaveDuplicates()
                .allMatch(serial -> serial >= 1 && serial <= stock));
  }

  private static void checkLimit(List<JsonObject> holding, String reward) {
    Map<String, Long> each =
        holding.stream()
            .collect(
                Collectors.groupingBy(claim -> claim.getString("userId"), Collectors.counting()));
    assertThat(each.values()).as("what users have of %s", reward).allMatch(n -> n <= LIMIT);
  }

  private static List<JsonObject> holding(List<JsonObject> claims, String reward) {
    return claims.stream()
        .filter(claim -> HOLDING.contains(claim.getString("status")))
        .filter(claim -> !serials(List.of(claim), reward).isEmpty())
        .toList();
  }

  /** Null stands for a claim of an unlimited reward. */
  private static List<Integer> serials(List<JsonObject> claims, String reward) {
    return claims.stream()
        .flatMap(claim -> claim.getJsonArray("rewards").stream())
        .map(JsonObject.class::cast)
        .filter(claimed -> claimed.getString("rewardId").equals(reward))
        .map(claimed -> claimed.getInteger("serial"))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** New players take what is left, and no more is said to be there. */
  private void sellOut(String eventId) {
    for (String player : tokens.players(STOCK + 1)) {
      HttpResponse<Buffer> answer =
          api.untilDecided(() -> api.claim(eventId, player, "late")).await();
      if (answer.statusCode() != 201) {
        assertThat(answer.bodyAsJsonObject().getString("code")).isEqualTo("out-of-stock");
        return;
      }
    }
  }

  /** Each decision that holds has one entry, moved on or not, and no other one has. */
  private void checkAudit(List<JsonObject> claims) {
    Map<String, Set<String>> entries =
        stored("entries", cluster.auditDatabase()).stream()
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getString("target"),
                    Collectors.mapping(entry -> entry.getString("_id"), Collectors.toSet())));
    for (JsonObject claim : claims) {
      Set<String> told = new HashSet<>(entries.getOrDefault(claim.getString("_id"), Set.of()));
      claim
          .getJsonArray("audit", new JsonArray())
          .forEach(left -> told.add(((JsonObject) left).getString("_id")));
      assertThat(told).as("entries of %s", claim).hasSize(claim.getJsonArray("history").size() - 1);
    }
  }

  /** Of the events of this story. */
  private List<JsonObject> claims() {
    return stored("claims", cluster.eventDatabase()).stream()
        .filter(claim -> rewards.containsKey(claim.getString("eventId")))
        .toList();
  }

  private List<JsonObject> stored(String collection, String name) {
    MongoConfig engine = new MongoConfig(TestEngine.uri(), 4, Duration.ofSeconds(20));
    MongoDatabase database = MongoDatabase.open(vertx, engine, name);
    return database
        .collection(collection)
        .find(new JsonObject(), new FindOptions().setBatchSize(100_000))
        .eventually(database::close)
        .await();
  }
}
