package io.laurel.event;

import static io.laurel.event.EventBusHarness.id;
import static io.laurel.event.EventBusHarness.newEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts and what they open, as a plain member of the cluster sees them. */
@VertxTest
final class FactOperationsTest {
  private EventBusHarness bus;

  @BeforeEach
  void prepare(Vertx vertx) {
    bus = new EventBusHarness(vertx);
  }

  @Test
  void claim_ofWhatAsksSomething_refusedThenGrantedAfterTheFact() {
    JsonObject asking = newEvent().put("conditions", new JsonArray().add(wins(2)));
    JsonObject event = bus.call("event.create", "OPERATOR:olga", asking);
    String eventId = event.getString("id");
    String rewardId = bus.aReward(eventId, null);
    bus.publish(eventId);
    assertThat(event.getJsonArray("conditions")).isEqualTo(new JsonArray().add(wins(2)));
    assertThat(event.getString("match")).isEqualTo("ALL");
    JsonObject win = aWin("a");

    assertThat(
            bus.call("activity.record", "SERVICE:arena", batch(win, aWin("b"), win.copy()))
                .getJsonArray("results")
                .encode())
        .contains("COUNTED")
        .contains("DUPLICATE");
    bus.call("activity.record", "ADMIN:root", batch(aWin("old").put("at", "2020-01-01T00:00:00Z")));

    Failure refused = bus.refusal("claim.submit", "USER:bob", id("eventId", eventId));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.toProblem("r").getJsonArray("conditions").getJsonObject(0).getMap())
        .containsEntry("current", 0)
        .containsEntry("target", 2)
        .containsEntry("label", "Win")
        .containsEntry("met", false);
    JsonObject progress = bus.call("progress.mine", "USER:ada", id("eventId", eventId));
    assertThat(progress.getJsonArray("rewards").getJsonObject(0).getBoolean("claimable")).isTrue();
    JsonObject claim = bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    assertThat(claim.getJsonArray("conditions")).isEqualTo(progress.getJsonArray("conditions"));
    assertThat(
            bus.call("progress.get", "AUDITOR:alf", id("eventId", eventId).put("userId", "ada"))
                .getJsonArray("rewards"))
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("rewardId", rewardId)
                        .put("claimable", false)
                        .put("why", new JsonArray().add("already-claimed"))));
  }

  @Test
  void checkIn_twice_countedOnce() {
    JsonObject first = bus.call("activity.checkIn", "USER:ada", new JsonObject());

    assertThat(first.getBoolean("counted")).isTrue();
    assertThat(first.getInteger("streak")).isEqualTo(1);
    assertThat(bus.call("activity.checkIn", "USER:ada", new JsonObject()).getBoolean("counted"))
        .isFalse();
  }

  @Test
  void event_withAReadOfItsConditions_asWritten() {
    JsonArray conditions =
        new JsonArray()
            .add(wins(3))
            .add(
                new JsonObject()
                    .put("type", "EXPRESSION")
                    .put("params", new JsonObject().put("expression", "days('LOGIN') > 3")));
    JsonObject asking = newEvent().put("conditions", conditions).put("match", "ANY");
    String eventId = bus.call("event.create", "OPERATOR:olga", asking).getString("id");
    JsonObject reward =
        id("eventId", eventId)
            .put("name", "Gems")
            .put("type", "ITEM")
            .put("conditions", conditions);
    bus.call("reward.create", "OPERATOR:olga", reward);

    JsonObject event = bus.call("event.get", "OPERATOR:olga", id("eventId", eventId));
    JsonObject kept =
        bus.call("reward.list", "OPERATOR:olga", id("eventId", eventId))
            .getJsonArray("items")
            .getJsonObject(0);

    assertThat(event.getJsonArray("conditions").encode()).isEqualTo(conditions.encode());
    assertThat(event.getString("match")).isEqualTo("ANY");
    assertThat(kept.getJsonArray("conditions").encode()).isEqualTo(conditions.encode());
  }

  @Test
  void activityList_pages_dayByDayAndNothingOfOthers() {
    JsonObject arena = aWin("a").put("subject", "arena").put("amount", 5);
    bus.call(
        "activity.record",
        "SERVICE:srv",
        batch(
            arena,
            aWin("b").put("subject", "arena"),
            aWin("c"),
            aWin("d").put("at", Instant.now().minus(Duration.ofDays(3)).toString()),
            aWin("e").put("userId", "bob")));

    JsonObject asked = id("userId", "ada").put("limit", 2);
    JsonObject first = bus.call("activity.list", "AUDITOR:alf", asked);
    JsonObject second =
        bus.call(
            "activity.list",
            "AUDITOR:alf",
            asked.copy().put("cursor", first.getString("nextCursor")));

    JsonObject newest = first.getJsonArray("items").getJsonObject(0);
    assertThat(newest.getString("subject")).isEqualTo("arena");
    assertThat(newest.getInteger("count")).isEqualTo(2);
    assertThat(newest.getInteger("sum")).isEqualTo(6);
    assertThat(newest.getInteger("max")).isEqualTo(5);
    assertThat(first.getJsonArray("items")).hasSize(2);
    assertThat(second.getJsonArray("items")).hasSize(1);
    assertThat(second.containsKey("nextCursor")).isFalse();
    String day = newest.getString("day");
    assertThat(
            bus.call("activity.list", "AUDITOR:alf", id("userId", "ada").put("to", day))
                .getJsonArray("items"))
        .isEqualTo(second.getJsonArray("items"));
    assertThat(
            bus.call("activity.list", "AUDITOR:alf", id("userId", "ada").put("from", day))
                .getJsonArray("items"))
        .isEqualTo(first.getJsonArray("items"));
    assertThat(
            bus.call("activity.list", "AUDITOR:alf", id("userId", "nobody")).getJsonArray("items"))
        .isEmpty();
  }

  @Test
  void activityList_whatIsNoDayOrNoCursorOfIt_refused() {
    for (String bad : List.of("2026-02-30", "2026-1-1", "yesterday")) {
      assertThat(
              bus.refusal("activity.list", "AUDITOR:alf", id("userId", "ada").put("from", bad))
                  .faults())
          .extracting(Failure.Fault::pointer)
          .containsExactly("/from");
    }
    assertThat(
            bus.refusal("activity.list", "AUDITOR:alf", id("userId", "ada").put("cursor", "bm9w"))
                .code())
        .isEqualTo("invalid-cursor");
  }

  private static JsonObject wins(int target) {
    return new JsonObject()
        .put("type", "ACTIVITY_COUNT")
        .put("label", "Win")
        .put("params", new JsonObject().put("activity", "WIN").put("target", target));
  }

  private static JsonObject aWin(String id) {
    return new JsonObject()
        .put("id", id)
        .put("userId", "ada")
        .put("type", "WIN")
        .put("at", Instant.now().toString());
  }

  private static JsonObject batch(JsonObject... activities) {
    return new JsonObject().put("activities", new JsonArray(List.of(activities)));
  }
}
