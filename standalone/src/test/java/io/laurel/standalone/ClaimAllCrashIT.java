package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill −9 of standalone while players claim all that they can have: whoever sends the call again
 * has each reward once, and gets the same answer for ever. {@code .ci/long} kills it more often.
 */
final class ClaimAllCrashIT {
  private static final int KILLS = Integer.getInteger("claimall.kills", 1);
  private static final int EVENTS = Integer.getInteger("claimall.events", 40);
  private static final int CLIENTS = 8;
  private static final int MORE_KILLS = 5;
  private static final int PLAYERS = 200;

  /** Between the first calls of two clients, so that they are not all as far. */
  private static final long APART_MILLIS = 20;

  private static final int ANSWERED_BEFORE_THE_KILL = 4;

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> engine = StandaloneProcess.testEngine();

  /** What each player was answered first. */
  private final Map<String, JsonObject> answered = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void kill_whileClaimingAll_eachRewardOnceAndEqualAnswers() throws InterruptedException {
    Tokens tokens = null;
    int halfDone = 0;
    // Calls that begin together end together: a kill may come between all of them.
    for (int kill = 0; kill < KILLS || (halfDone == 0 && kill < KILLS + MORE_KILLS); kill++) {
      List<String> sent;
      try (StandaloneProcess standalone = StandaloneProcess.start(directory, engine);
          Api api = new Api(vertx, standalone.url(), CLIENTS)) {
        tokens = new Tokens(vertx, directory.resolve("data/keys"));
        if (kill == 0) {
          makeEvents(api, tokens.of(Role.OPERATOR));
        }
        sent = claimUntilKilled(api, standalone, tokens.players(PLAYERS));
      }
      try (StandaloneProcess again = StandaloneProcess.start(directory, engine);
          Api api = new Api(vertx, again.url(), CLIENTS)) {
        for (String player : sent) {
          int had = claimsOf(api, player).size();
          halfDone += had > 0 && had < EVENTS ? 1 : 0;
          sendAgain(api, player);
        }
        assertThat(again.terminate()).isZero();
      }
    }
    // It died in the middle of a call, not between two.
    assertThat(halfDone).isPositive();
  }

  private static void makeEvents(Api api, String staff) {
    for (int i = 0; i < EVENTS; i++) {
      api.publishedEvent(staff, i % 2 == 0 ? null : Integer.valueOf(100_000));
    }
  }

  private List<String> claimUntilKilled(Api api, StandaloneProcess standalone, List<String> players)
      throws InterruptedException {
    CountDownLatch enough = new CountDownLatch(ANSWERED_BEFORE_THE_KILL);
    Iterator<String> next = players.iterator();
    List<String> sent = new ArrayList<>();
    List<Future<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Future<?> begun = i == 0 ? Future.succeededFuture() : vertx.timer(i * APART_MILLIS);
      clients.add(begun.compose(now -> claimUntilItDies(api, next, sent, enough)));
    }
    assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
    standalone.kill();
    Future.join(clients).transform(done -> Future.succeededFuture()).await();
    assertThat(sent).hasSizeLessThan(players.size());
    return sent;
  }

  private Future<Void> claimUntilItDies(
      Api api, Iterator<String> next, List<String> sent, CountDownLatch enough) {
    String player;
    synchronized (sent) {
      player = next.next();
      sent.add(player);
    }
    return claimAll(api, player)
        .compose(
            answer -> {
              assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
              answered.put(player, answer.bodyAsJsonObject());
              enough.countDown();
              return claimUntilItDies(api, next, sent, enough);
            });
  }

  private static Future<HttpResponse<Buffer>> claimAll(Api api, String player) {
    return api.post("/me/claims", player, null, "Idempotency-Key", "all");
  }

  private void sendAgain(Api api, String player) {
    HttpResponse<Buffer> second = claimAll(api, player).await();
    HttpResponse<Buffer> third = claimAll(api, player).await();

    JsonObject answer = second.bodyAsJsonObject();
    assertThat(second.statusCode()).as(second.bodyAsString()).isEqualTo(200);
    assertThat(third.bodyAsJsonObject()).isEqualTo(answer);
    assertThat(answered.getOrDefault(player, answer)).isEqualTo(answer);
    Map<String, String> claimOfReward = new HashMap<>();
    answer.getJsonArray("results").stream()
        .map(JsonObject.class::cast)
        .forEach(one -> claimOfReward.put(one.getString("rewardId"), one.getString("claimId")));
    assertThat(answer.getJsonArray("results")).hasSize(EVENTS);
    assertThat(claimOfReward).hasSize(EVENTS);
    assertThat(claimsOf(api, player)).containsExactlyInAnyOrderElementsOf(claimOfReward.values());
  }

  private static List<String> claimsOf(Api api, String player) {
    return api.all("/me/claims", player).stream().map(claim -> claim.getString("id")).toList();
  }
}
