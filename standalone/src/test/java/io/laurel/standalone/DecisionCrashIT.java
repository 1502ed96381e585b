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
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C6: kill −9 of standalone while claims are made, approved, rejected and revoked. */
final class DecisionCrashIT {
  private static final int WORKERS = 8;
  private static final int STOCK = 2_000;
  private static final int DECISIONS_BEFORE_THE_KILL = 150;
  private static final Set<String> HOLDING = Set.of("PENDING_APPROVAL", "GRANTED");

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();

  /** Claims whose answers came. */
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  private final CountDownLatch enough = new CountDownLatch(DECISIONS_BEFORE_THE_KILL);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void kill_whileClaimsAreDecided_nothingHalfDone() throws InterruptedException {
    String eventId;
    try (StandaloneProcess standalone = StandaloneProcess.start(directory);
        Api api = new Api(vertx, standalone.url(), WORKERS)) {
      Tokens tokens = new Tokens(vertx, directory.resolve("data/keys"));
      String staff = tokens.of(Role.OPERATOR);
      eventId = manualEvent(api, staff);
      Iterator<String> players = tokens.players(STOCK).iterator();
      List<Future<Void>> working =
          IntStream.range(0, WORKERS)
              .mapToObj(i -> workUntilItDies(api, staff, eventId, players, i))
              .toList();
      assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
      standalone.kill();
      Future.join(working).transform(done -> Future.succeededFuture()).await();
    }

    try (StandaloneProcess again = StandaloneProcess.start(directory);
        Api api = new Api(vertx, again.url(), 4)) {
      Tokens tokens = new Tokens(vertx, directory.resolve("data/keys"));
      String staff = tokens.of(Role.ADMIN);
      List<JsonObject> claims = api.all("/claims?eventId=" + eventId, staff);
      assertThat(claims).extracting(claim -> claim.getString("id")).containsAll(made);
      for (JsonObject claim : claims) {
        assertThat(statusesByTheAudit(api, staff, claim)).isEqualTo(statuses(claim));
      }
      long held =
          claims.stream().filter(claim -> HOLDING.contains(claim.getString("status"))).count();
      assertThat(remaining(api, staff, eventId)).isEqualTo(STOCK - held);
      assertThat(again.terminate()).isZero();
    }
  }

  private static String manualEvent(Api api, String staff) {
    JsonObject event =
        new JsonObject()
            .put("name", "Spring festival")
            .put("startsAt", "2026-01-01T00:00:00Z")
            .put("endsAt", "2099-01-01T00:00:00Z")
            .put("claimMode", "ALL")
            .put("approval", "MANUAL");
    String eventId = Api.created(api.post("/events", staff, event)).getString("id");
    String path = "/events/" + eventId;
    JsonObject reward = new JsonObject().put("name", "Cup").put("type", "ITEM");
    Api.created(api.post(path + "/rewards", staff, reward.copy().put("stock", STOCK)));
    Api.created(api.post(path + "/rewards", staff, reward));
    api.publish(staff, eventId);
    return eventId;
  }

  private Future<Void> workUntilItDies(
      Api api, String staff, String eventId, Iterator<String> players, int number) {
    String player;
    synchronized (players) {
      player = players.next();
    }
    return api.claim(eventId, player, null)
        .compose(
            answer -> {
              String claim = answer.bodyAsJsonObject().getString("id");
              made.add(claim);
              return decide(api, staff, claim, number);
            })
        .compose(decided -> workUntilItDies(api, staff, eventId, players, number + 1));
  }

  private Future<Void> decide(Api api, String staff, String claim, int number) {
    JsonObject reason = new JsonObject().put("reason", "number " + number);
    String path = "/claims/" + claim;
    Future<HttpResponse<Buffer>> decided =
        number % 3 == 0
            ? api.post(path + "/rejection", staff, reason)
            : api.post(path + "/approval", staff, null);
    return decided
        .compose(
            answer ->
                number % 3 == 1
                    ? api.post(path + "/revocation", staff, reason)
                    : Future.succeededFuture(answer))
        .map(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(200);
              enough.countDown();
              return null;
            });
  }

  private static List<String> statuses(JsonObject claim) {
    List<String> statuses =
        claim.getJsonArray("history").stream()
            .map(change -> ((JsonObject) change).getString("status"))
            .toList();
    assertThat(statuses.get(statuses.size() - 1)).isEqualTo(claim.getString("status"));
    return statuses;
  }

  /** What follows from the entries alone, each of which must begin where the one before ended. */
  private static List<String> statusesByTheAudit(Api api, String staff, JsonObject claim) {
    List<JsonObject> newestFirst = api.all("/audit/entries?target=" + claim.getString("id"), staff);
    List<String> statuses = new ArrayList<>(List.of("PENDING_APPROVAL"));
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      JsonObject entry = newestFirst.get(i);
      assertThat(entry.getJsonObject("before").getString("status"))
          .isEqualTo(statuses.get(statuses.size() - 1));
      statuses.add(entry.getJsonObject("after").getString("status"));
    }
    return statuses;
  }

  private static int remaining(Api api, String staff, String eventId) {
    JsonArray rewards =
        api.get("/events/" + eventId + "/rewards", staff)
            .await()
            .bodyAsJsonObject()
            .getJsonArray("items");
    return rewards.stream()
        .map(JsonObject.class::cast)
        .filter(reward -> reward.containsKey("remaining"))
        .mapToInt(reward -> reward.getInteger("remaining"))
        .sum();
  }
}
