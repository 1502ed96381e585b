package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill −9 of standalone while events are copied: each copy is whole, or nobody sees it. */
final class CopyCrashIT {
  private static final int WORKERS = 8;
  private static final int REWARDS = 30;
  private static final int KILLS = 3;
  private static final int COPIES_BEFORE_A_KILL = 12;

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger keys = new AtomicInteger();

  /** By their keys: the copies whose answers came. */
  private final Map<String, String> answered = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void kill_whileEventsAreCopied_noneIsSeenInPart() throws InterruptedException {
    String source = null;
    // One operator, whose keys are hers.
    String token = null;
    for (int kill = 0; kill < KILLS; kill++) {
      try (StandaloneProcess standalone = StandaloneProcess.start(directory);
          Api api = new Api(vertx, standalone.url(), WORKERS)) {
        token =
            token == null
                ? new Tokens(vertx, directory.resolve("data/keys")).of(Role.OPERATOR)
                : token;
        String staff = token;
        source = source == null ? source(api, staff) : source;
        String eventId = source;
        CountDownLatch enough = new CountDownLatch(COPIES_BEFORE_A_KILL);
        List<Future<Void>> working =
            IntStream.range(0, WORKERS)
                .mapToObj(i -> copyUntilItDies(api, staff, eventId, enough))
                .toList();
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        standalone.kill();
        Future.join(working).transform(done -> Future.succeededFuture()).await();
      }
    }

    try (StandaloneProcess again = StandaloneProcess.start(directory);
        Api api = new Api(vertx, again.url(), 4)) {
      String staff = token;
      Set<String> seen = wholeDrafts(api, staff);
      assertThat(seen).containsAll(answered.values());

      Set<String> all = new HashSet<>();
      for (int key = 0; key < keys.get(); key++) {
        JsonObject copy = copy(api, staff, source, "copy-" + key).await();
        all.add(copy.getString("id"));
        String before = answered.get("copy-" + key);
        assertThat(before == null || before.equals(copy.getString("id"))).isTrue();
      }
      assertThat(all).hasSize(keys.get());
      assertThat(wholeDrafts(api, staff)).isEqualTo(all);
      assertThat(again.terminate()).isZero();
    }
  }

  private static String source(Api api, String staff) {
    String eventId =
        Api.created(
                api.post(
                    "/events",
                    staff,
                    new JsonObject()
                        .put("name", "Last month")
                        .put("startsAt", "2026-01-01T00:00:00Z")
                        .put("endsAt", "2099-01-01T00:00:00Z")))
            .getString("id");
    for (int i = 0; i < REWARDS; i++) {
      JsonObject reward = new JsonObject().put("name", "Cup " + i).put("type", "ITEM");
      Api.created(api.post("/events/" + eventId + "/rewards", staff, reward));
    }
    api.publish(staff, eventId);
    return eventId;
  }

  private static Future<JsonObject> copy(Api api, String staff, String eventId, String key) {
    JsonObject copy =
        new JsonObject()
            .put("name", "This month, " + key)
            .put("startsAt", "2030-01-01T00:00:00Z")
            .put("endsAt", "2030-02-01T00:00:00Z");
    return api.post("/events/" + eventId + "/copy", staff, copy, "Idempotency-Key", key)
        .map(
            answer -> {
              assertThat(answer.statusCode()).as(answer.bodyAsString()).isIn(200, 201);
              return answer.bodyAsJsonObject();
            });
  }

  private Future<Void> copyUntilItDies(
      Api api, String staff, String eventId, CountDownLatch enough) {
    String key = "copy-" + keys.getAndIncrement();
    return copy(api, staff, eventId, key)
        .compose(
            copy -> {
              answered.put(key, copy.getString("id"));
              enough.countDown();
              return copyUntilItDies(api, staff, eventId, enough);
            });
  }

  /** The ids of all drafts that an operator sees, each of which has all rewards. */
  private static Set<String> wholeDrafts(Api api, String staff) {
    Set<String> drafts = new HashSet<>();
    for (JsonObject draft : api.all("/events?status=DRAFT", staff)) {
      String id = draft.getString("id");
      assertThat(api.all("/events/" + id + "/rewards", staff))
          .extracting(reward -> reward.getString("name"))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, REWARDS).mapToObj(i -> "Cup " + i).toList());
      drafts.add(id);
    }
    return drafts;
  }
}
