package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill −9 of standalone while 16 clients claim. */
final class StandaloneCrashIT {
  private static final int CLIENTS = 16;
  private static final int STOCK = 100_000;
  private static final int ANSWERED_BEFORE_THE_KILL = 400;

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void kill_whileClaiming_everyAnsweredClaimIsThereAndNoneTwice() throws InterruptedException {
    Map<String, JsonObject> answered = new ConcurrentHashMap<>();
    List<String> players;
    String eventId;
    try (StandaloneProcess standalone = StandaloneProcess.start(directory);
        Api api = new Api(vertx, standalone.url(), CLIENTS)) {
      Tokens tokens = new Tokens(vertx, directory.resolve("data/keys"));
      players = tokens.players(3_000);
      eventId = api.publishedEvent(tokens.of(Role.OPERATOR), STOCK);
      CountDownLatch enough = new CountDownLatch(ANSWERED_BEFORE_THE_KILL);
      AtomicInteger next = new AtomicInteger();
      List<Future<Void>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(claimUntilItDies(api, eventId, players, next, answered, enough));
      }
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      standalone.kill();
      Future.join(clients).transform(done -> Future.succeededFuture()).await();
    }
    // It died in the middle, not after the last claim.
    assertThat(answered.size()).isBetween(ANSWERED_BEFORE_THE_KILL, players.size() - CLIENTS);

    try (StandaloneProcess again = StandaloneProcess.start(directory);
        Api api = new Api(vertx, again.url(), CLIENTS)) {
      Set<Integer> serials = new HashSet<>();
      for (Map.Entry<String, JsonObject> entry : answered.entrySet()) {
        JsonArray mine =
            api.get("/me/claims", entry.getKey()).await().bodyAsJsonObject().getJsonArray("items");
        assertThat(mine).containsExactly(entry.getValue());
      }
      // Those whose answer was lost may have their claim or not; whoever repeats with the key has
      // exactly one.
      for (String player : players.subList(0, answered.size() + CLIENTS)) {
        HttpResponse<Buffer> repeat = api.claim(eventId, player, "key").await();
        assertThat(repeat.statusCode()).isEqualTo(201);
        JsonObject claim = repeat.bodyAsJsonObject();
        assertThat(serials.add(claim.getJsonArray("rewards").getJsonObject(0).getInteger("serial")))
            .isTrue();
        JsonObject before = answered.get(player);
        assertThat(before == null || before.equals(claim)).isTrue();
      }
      assertThat(again.terminate()).isZero();
    }
  }

  private static Future<Void> claimUntilItDies(
      Api api,
      String eventId,
      List<String> players,
      AtomicInteger next,
      Map<String, JsonObject> answered,
      CountDownLatch enough) {
    int index = next.getAndIncrement();
    if (index >= players.size()) {
      return Future.succeededFuture();
    }
    String player = players.get(index);
    return api.claim(eventId, player, "key")
        .compose(
            answer -> {
              if (answer.statusCode() == 201) {
                answered.put(player, answer.bodyAsJsonObject());
                enough.countDown();
              }
              return claimUntilItDies(api, eventId, players, next, answered, enough);
            });
  }
}
