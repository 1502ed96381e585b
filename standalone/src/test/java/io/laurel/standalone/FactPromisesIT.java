package io.laurel.standalone;

import static io.laurel.standalone.GameServer.GOLD;
import static io.laurel.standalone.GameServer.WIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.embedded.TestEngine;
import io.laurel.launch.ChildProcess;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.security.Role;
import io.laurel.standalone.GameServer.Door;
import io.laurel.standalone.GameServer.Player;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * C3 with two event processes behind one gateway and on the bus, one of them killed and replaced in
 * the middle.
 */
@Tag(SharedCluster.TAG)
final class FactPromisesIT {
  private static final int HTTP_SERVERS = 24;
  private static final int BUS_SERVERS = 8;
  private static final int PLAYERS_EACH = 4;
  private static final int ROUNDS = 24;

  private final Vertx vertx = Vertx.vertx();
  private ClusterOfProcesses cluster;
  private PlainMember member;
  private Api api;
  private Tokens tokens;
  private String staff;
  private String service;

  @BeforeEach
  void start() {
    cluster = SharedCluster.get();
    member = new PlainMember(cluster);
    api = new Api(vertx, cluster.url(), 64);
    tokens = new Tokens(vertx, cluster.keys());
    staff = tokens.of(Role.OPERATOR);
    service = tokens.of(Role.SERVICE);
  }

  @AfterEach
  void stop() throws InterruptedException {
    api.close();
    member.close();
    vertx.close().await();
    cluster.replaceKilled();
  }

  @Test
  void c3_batchesResentAtRandom_oneKilledAndReplaced_eachCountedOnceAndSeenByTheNextClaim()
      throws Exception {
    String eventId =
        publishedEvent(
            asks("ACTIVITY_COUNT", WIN, ROUNDS),
            asks("ACTIVITY_SUM", WIN, 1),
            asks("ACTIVITY_COUNT", GOLD, 1),
            asks("ACTIVITY_SUM", GOLD, 1));
    int storedByOthers = stored();
    List<GameServer> servers = servers();
    AtomicInteger played = new AtomicInteger();
    AtomicReference<ChildProcess> replacement = new AtomicReference<>();
    Runnable killInTheMiddle =
        () -> {
          if (played.incrementAndGet() == servers.size() * ROUNDS / 2) {
            cluster.killOneEventProcess();
            replacement.set(cluster.startEventProcess());
          }
        };

    Future.all(
            servers.stream()
                .map(server -> server.play(1, ROUNDS, claimOf(eventId), killInTheMiddle))
                .toList())
        .await();

    replacement.get().awaitReady();
    for (GameServer server : servers) {
      assertThat(server.counted().values()).containsOnly(1);
      for (Player player : server.players()) {
        // In turns, so that both nodes tell.
        for (int i = 0; i < 2; i++) {
          assertThat(progress(eventId, player))
              .containsExactly(
                  server.count(player, WIN),
                  server.sum(player, WIN),
                  server.count(player, GOLD),
                  server.sum(player, GOLD));
        }
      }
    }
    assertThat(stored() - storedByOthers)
        .isEqualTo(servers.stream().mapToInt(GameServer::facts).sum())
        .isGreaterThan(servers.size() * ROUNDS * PLAYERS_EACH);
  }

  private List<GameServer> servers() {
    List<GameServer> servers = new ArrayList<>();
    for (int i = 0; i < HTTP_SERVERS + BUS_SERVERS; i++) {
      Door door = i < HTTP_SERVERS ? this::recordOverHttp : this::recordOnTheBus;
      servers.add(new GameServer(vertx, "server-" + i, door, tokens.players(PLAYERS_EACH), i));
    }
    return servers;
  }

  private Future<JsonObject> recordOverHttp(JsonObject batch) {
    return api.post("/activities", service, batch)
        .compose(
            answer ->
                answer.statusCode() == 200
                    ? Future.succeededFuture(answer.bodyAsJsonObject())
                    : Future.failedFuture(answer.statusCode() + " " + answer.bodyAsString()));
  }

  private Future<JsonObject> recordOnTheBus(JsonObject batch) {
    return member.ask("activity.record", service, batch);
  }

  private GameServer.Claim claimOf(String eventId) {
    return token -> api.claim(eventId, token, "once");
  }

  private static JsonObject asks(String type, String activity, int target) {
    JsonObject params = new JsonObject().put("activity", activity).put("target", target);
    return new JsonObject().put("type", type).put("params", params);
  }

  private String publishedEvent(JsonObject... conditions) {
    Instant now = Instant.now();
    JsonObject event =
        new JsonObject()
            .put("name", "Arena")
            .put("startsAt", now.minus(Duration.ofDays(30)).toString())
            .put("endsAt", now.plus(Duration.ofDays(1)).toString())
            .put("conditions", new JsonArray(List.of(conditions)));
    String eventId = Api.created(api.post("/events", staff, event)).getString("id");
    JsonObject reward = new JsonObject().put("name", "Cup").put("type", "ITEM");
    Api.created(api.post("/events/" + eventId + "/rewards", staff, reward));
    api.publish(staff, eventId);
    return eventId;
  }

  private List<Long> progress(String eventId, Player player) {
    return api
        .get("/events/" + eventId + "/progress/" + player.id(), staff)
        .await()
        .bodyAsJsonObject()
        .getJsonArray("conditions")
        .stream()
        .map(condition -> ((JsonObject) condition).getLong("current"))
        .toList();
  }

  /** How many activities of game servers the database holds. */
  private int stored() {
    MongoConfig engine = new MongoConfig(TestEngine.uri(), 4, Duration.ofSeconds(20));
    MongoDatabase database = MongoDatabase.open(vertx, engine, cluster.eventDatabase());
    return database
        .collection("activities")
        .find(
            new JsonObject()
                .put("type", new JsonObject().put("$in", new JsonArray().add(WIN).add(GOLD))),
            new FindOptions().setBatchSize(10_000))
        .eventually(database::close)
        .await()
        .stream()
        .mapToInt(bucket -> bucket.getJsonArray("entries").size())
        .sum();
  }
}
