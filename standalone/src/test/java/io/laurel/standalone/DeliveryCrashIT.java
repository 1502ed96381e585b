package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * C8: kill −9, again and again, of whoever sends, while claims are made and every fifth is revoked.
 */
@Tag(OutreachCluster.TAG)
final class DeliveryCrashIT {
  private static final int KILLS = Integer.getInteger("delivery.kills", 2);
  private static final int CLIENTS = 6;
  private static final int PLAYERS = 4_000;

  /** Shortest and longest time from the first claim to the kill. */
  private static final int SOONEST_MS = 50;

  private static final int LATEST_MS = 1_500;

  /** The lease of the last one killed, and then some. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger next = new AtomicInteger();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void standalone_killedAgainAndAgain_everyRewardArrivesUnderOneId() throws InterruptedException {
    int port = Ports.inARow(1);
    Map<String, String> settings = new HashMap<>(OutreachCluster.settings(port));
    settings.putAll(StandaloneProcess.testEngine());
    try (Receiver receiver = new Receiver(port)) {
      Mailbox mailbox = receiver.mailbox().answering(heard -> MoodyReceiver.answer());
      String eventId = null;
      List<String> players = null;
      for (int i = 0; i < KILLS; i++) {
        try (StandaloneProcess standalone = StandaloneProcess.start(directory, settings);
            Api api = new Api(vertx, standalone.url(), CLIENTS)) {
          Tokens tokens = new Tokens(vertx, directory.resolve("data/keys"));
          String staff = tokens.of(Role.ADMIN);
          if (eventId == null) {
            players = tokens.players(PLAYERS);
            Campaigns campaigns = new Campaigns(vertx, api, staff);
            eventId = campaigns.eventFor(campaigns.endpoint(mailbox));
          }
          Future<?> claiming = claimUntilItDies(api, staff, eventId, players);
          aMoment();
          standalone.kill();
          claiming.transform(dead -> Future.succeededFuture()).await();
        }
      }
      try (StandaloneProcess again = StandaloneProcess.start(directory, settings);
          Api api = new Api(vertx, again.url(), CLIENTS)) {
        settle(api, new Tokens(vertx, directory.resolve("data/keys")), eventId, mailbox);
        assertThat(again.terminate()).isZero();
      }
    }
  }

  @Test
  void eventNodes_killedOneAfterTheOther_everyRewardArrivesUnderOneId()
      throws InterruptedException {
    ClusterOfProcesses cluster = OutreachCluster.get().cluster();
    Mailbox mailbox =
        OutreachCluster.get().receiver().mailbox().answering(heard -> MoodyReceiver.answer());
    try (Api api = new Api(vertx, cluster.url(), CLIENTS)) {
      Tokens tokens = new Tokens(vertx, cluster.keys());
      String staff = tokens.of(Role.ADMIN);
      List<String> players = tokens.players(PLAYERS);
      Campaigns campaigns = new Campaigns(vertx, api, staff);
      String eventId = campaigns.eventFor(campaigns.endpoint(mailbox));
      for (int i = 0; i < KILLS; i++) {
        AtomicInteger stop = new AtomicInteger();
        Future<?> claiming = claimUntil(api, staff, eventId, players, stop);
        aMoment();
        cluster.killOneEventProcess();
        aMoment();
        stop.set(1);
        claiming.await();
        cluster.replaceKilled();
      }
      settle(api, tokens, eventId, mailbox);
    }
  }

  @Test
  void receiver_disappearsAndComesBack_everyRewardArrivesUnderOneId() {
    ClusterOfProcesses cluster = OutreachCluster.get().cluster();
    Receiver receiver = OutreachCluster.get().receiver();
    Mailbox mailbox = receiver.mailbox();
    try (Api api = new Api(vertx, cluster.url(), CLIENTS)) {
      Tokens tokens = new Tokens(vertx, cluster.keys());
      String staff = tokens.of(Role.ADMIN);
      List<String> players = tokens.players(PLAYERS);
      Campaigns campaigns = new Campaigns(vertx, api, staff);
      String eventId = campaigns.eventFor(campaigns.endpoint(mailbox));
      AtomicInteger stop = new AtomicInteger();
      Future<?> claiming = claimUntil(api, staff, eventId, players, stop);
      aMoment();
      receiver.disappear();
      aMoment();
      stop.set(1);
      claiming.await();
      receiver.comeBack();
      settle(api, tokens, eventId, mailbox);
    }
  }

  private void aMoment() {
    vertx.timer(ThreadLocalRandom.current().nextInt(SOONEST_MS, LATEST_MS)).await();
  }

  private Future<?> claimUntilItDies(Api api, String staff, String eventId, List<String> players) {
    return crowd(
        client -> claimUntilItFails(players, player -> claim(api, staff, eventId, player)));
  }

  private static Future<?> crowd(Function<Integer, Future<Void>> client) {
    List<Future<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(client.apply(i));
    }
    return Future.join(clients);
  }

  private Future<Void> claimUntilItFails(
      List<String> players, Function<String, Future<Void>> claim) {
    return claim.apply(nextOf(players)).compose(done -> claimUntilItFails(players, claim));
  }

  private Future<?> claimUntil(
      Api api, String staff, String eventId, List<String> players, AtomicInteger stop) {
    return crowd(client -> claimOn(api, staff, eventId, players, stop));
  }

  private Future<Void> claimOn(
      Api api, String staff, String eventId, List<String> players, AtomicInteger stop) {
    return stop.get() > 0
        ? Future.succeededFuture()
        : claim(api, staff, eventId, nextOf(players))
            .compose(done -> claimOn(api, staff, eventId, players, stop));
  }

  private String nextOf(List<String> players) {
    String player = players.get(next.getAndIncrement());
    asked.add(player);
    return player;
  }

  /** One claim, every fifth of which is revoked after a while. */
  private Future<Void> claim(Api api, String staff, String eventId, String player) {
    return api.untilDecided(() -> api.claim(eventId, player, "once"))
        .compose(
            answer -> {
              assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(201);
              ThreadLocalRandom random = ThreadLocalRandom.current();
              if (random.nextInt(5) > 0) {
                return Future.succeededFuture();
              }
              String claimId = answer.bodyAsJsonObject().getString("id");
              return vertx
                  .timer(1L + random.nextInt(200))
                  .compose(later -> revoke(api, staff, claimId))
                  .mapEmpty();
            });
  }

  private static Future<HttpResponse<Buffer>> revoke(Api api, String staff, String claimId) {
    return api.untilDecided(
        () ->
            api.post(
                "/claims/" + claimId + "/revocation",
                staff,
                new JsonObject().put("reason", "a mistake")));
  }

  private void settle(Api api, Tokens tokens, String eventId, Mailbox mailbox) {
    // Whose answer was lost may have a claim or not; now each has.
    for (String player : asked) {
      assertThat(api.untilDecided(() -> api.claim(eventId, player, "once")).await().statusCode())
          .isEqualTo(201);
    }
    Campaigns campaigns = new Campaigns(vertx, api, tokens.of(Role.ADMIN));
    Map<String, Integer> outcomes =
        new DeliveryLedger(vertx, campaigns, eventId, mailbox).settle(PATIENCE);
    System.out.println("Of " + asked.size() + " claims: " + outcomes);
    assertThat(outcomes.values().stream().mapToInt(count -> count).sum()).isEqualTo(asked.size());
    assertThat(outcomes).containsKey("GRANTED {GRANT=DELIVERED}");
  }
}
