package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.embedded.TestEngine;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C1 and C2 with two event processes behind one gateway, one of them killed in the middle. */
@Tag(SharedCluster.TAG)
final class ClusterPromisesIT {
  private static final int CLIENTS = 64;
  private static final int STOCK = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private ClusterOfProcesses cluster;
  private Api api;
  private Tokens tokens;
  private String staff;

  @BeforeEach
  void start() {
    cluster = SharedCluster.get();
    api = new Api(vertx, cluster.url(), CLIENTS);
    tokens = new Tokens(vertx, cluster.keys());
    staff = tokens.of(Role.ADMIN);
  }

  @AfterEach
  void stop() throws InterruptedException {
    api.close();
    vertx.close().await();
    cluster.replaceKilled();
  }

  @Test
  void c1_fiftyUsersTwoHundredClaimsEach_oneKilled_oneGrantAUser() {
    String eventId = api.publishedEvent(staff, null);
    List<String> players = tokens.players(50);
    AtomicInteger sent = new AtomicInteger();
    List<Supplier<Future<HttpResponse<Buffer>>>> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String key = "try-" + i;
      for (String player : players) {
        requests.add(
            () -> {
              killInTheMiddle(sent, players.size() * 100);
              return api.untilDecided(() -> api.claim(eventId, player, key));
            });
      }
    }

    Map<String, Long> outcomes = Crowd.outcomes(Crowd.send(CLIENTS, requests));

    assertThat(outcomes).isEqualTo(Map.of("201", 50L, "409 already-claimed", 9_950L));
    assertThat(storedClaims(eventId))
        .hasSize(50)
        .extracting(claim -> claim.getString("userId"))
        .doesNotHaveDuplicates();
  }

  @Test
  void c2_moreUsersThanUnits_oneKilled_everyUnitSoldOnce() {
    String eventId = api.publishedEvent(staff, STOCK);
    List<String> players = tokens.players(10_000);
    AtomicInteger sent = new AtomicInteger();
    List<Supplier<Future<HttpResponse<Buffer>>>> requests = new ArrayList<>();
    for (String player : players) {
      requests.add(
          () -> {
            killInTheMiddle(sent, STOCK / 2);
            return api.untilDecided(() -> api.claim(eventId, player, "once"));
          });
    }

    Map<String, Long> outcomes = Crowd.outcomes(Crowd.send(CLIENTS, requests));

    assertThat(outcomes).isEqualTo(Map.of("201", 1_000L, "409 out-of-stock", 9_000L));
    List<JsonObject> claims = storedClaims(eventId);
    assertThat(claims)
        .hasSize(STOCK)
        .extracting(claim -> claim.getString("userId"))
        .doesNotHaveDuplicates();
    assertThat(claims)
        .extracting(claim -> claim.getJsonArray("rewards").getJsonObject(0).getInteger("serial"))
        .doesNotHaveDuplicates()
        .allMatch(serial -> serial >= 1 && serial <= STOCK);
    JsonObject reward =
        api.get("/events/" + eventId + "/rewards", staff)
            .await()
            .bodyAsJsonObject()
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(reward.getInteger("remaining")).isZero();
  }

  private void killInTheMiddle(AtomicInteger sent, int middle) {
    if (sent.incrementAndGet() == middle) {
      cluster.killOneEventProcess();
    }
  }

  private List<JsonObject> storedClaims(String eventId) {
    MongoConfig engine = new MongoConfig(TestEngine.uri(), 4, Duration.ofSeconds(20));
    MongoDatabase database = MongoDatabase.open(vertx, engine, cluster.eventDatabase());
    return database
        .collection("claims")
        .find(new JsonObject().put("eventId", eventId), new FindOptions().setBatchSize(10_000))
        .eventually(database::close)
        .await();
  }
}
