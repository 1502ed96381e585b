package io.laurel.event;

import static io.laurel.event.EventBusHarness.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.failure.Failure.Fault;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists, exports and statistics as a plain member of the cluster sees them. */
@VertxTest
final class InsightOperationsTest {
  private EventBusHarness bus;

  @BeforeEach
  void prepare(Vertx vertx) {
    bus = new EventBusHarness(vertx);
  }

  @Test
  void claimList_filters_onlyThose() {
    String eventId = bus.anEvent();
    String reward = bus.aReward(eventId, null);
    bus.publish(eventId);
    JsonObject ofAda = bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    JsonObject ofBob = bus.call("claim.submit", "USER:bob", id("eventId", eventId));

    assertThat(listed(id("eventId", eventId))).containsExactlyInAnyOrder(ofBob, ofAda);
    assertThat(listed(id("userId", "ada").put("rewardId", reward).put("status", "GRANTED")))
        .containsExactly(ofAda);
    assertThat(listed(id("from", ofBob.getString("requestedAt")))).contains(ofBob);
    assertThat(listed(id("to", ofAda.getString("requestedAt")))).isEmpty();
    assertThat(
            bus.refusal("claim.list", "AUDITOR:alf", id("from", "2026-02-30T00:00:00Z")).faults())
        .extracting(Fault::pointer)
        .containsExactly("/from");
  }

  @Test
  void eventStatistics_claimsAndRefusals_countedWithStock() {
    String eventId = bus.anEvent();
    String reward = bus.aReward(eventId, 5);
    bus.publish(eventId);
    bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    bus.refusal("claim.submit", "USER:ada", id("eventId", eventId));

    JsonObject statistics = bus.call("event.statistics", "AUDITOR:alf", id("eventId", eventId));

    assertThat(statistics.getJsonObject("claims").getInteger("total")).isEqualTo(1);
    assertThat(statistics.getJsonArray("rewards").getJsonObject(0))
        .isEqualTo(
            id("rewardId", reward)
                .put("name", "Gems")
                .put(
                    "byStatus",
                    new JsonObject()
                        .put("PENDING_APPROVAL", 0)
                        .put("GRANTED", 1)
                        .put("REJECTED", 0)
                        .put("REVOKED", 0))
                .put("stock", 5)
                .put("remaining", 4));
    assertThat(statistics.getJsonArray("days").getJsonObject(0).getInteger("claims")).isEqualTo(1);
    assertThat(statistics.getJsonArray("refusals"))
        .isEqualTo(
            new JsonArray().add(new JsonObject().put("code", "already-claimed").put("count", 1)));
    assertThat(bus.refusal("event.statistics", "AUDITOR:alf", id("eventId", "evt_none")).code())
        .isEqualTo("event-not-found");
  }

  @Test
  void attemptList_refusedPlayers_eachWithTheLastCode() {
    String eventId = bus.anEvent();
    String reward = bus.aReward(eventId, null);
    bus.publish(eventId);
    bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    bus.refusal("claim.submit", "USER:ada", id("eventId", eventId));
    bus.refusal("claim.submit", "USER:ada", id("eventId", eventId));

    JsonObject page = bus.call("attempt.list", "OPERATOR:olga", id("eventId", eventId));
    JsonObject ofBob =
        bus.call("attempt.list", "OPERATOR:olga", id("eventId", eventId).put("userId", "bob"));

    JsonObject attempts = page.getJsonArray("items").getJsonObject(0);
    assertThat(attempts.getString("userId")).isEqualTo("ada");
    assertThat(attempts.getString("rewardId")).isEqualTo(reward);
    assertThat(attempts.getInteger("count")).isEqualTo(2);
    assertThat(attempts.getString("lastCode")).isEqualTo("already-claimed");
    assertThat(ofBob.getJsonArray("items")).isEmpty();
    assertThat(bus.refusal("attempt.list", "OPERATOR:olga", id("eventId", "evt_none")).code())
        .isEqualTo("event-not-found");
  }

  @Test
  void claimExport_onTheBus_isOnePageOfRows() {
    String eventId = bus.anEvent();
    bus.aReward(eventId, null);
    bus.publish(eventId);
    JsonObject claim = bus.call("claim.submit", "USER:ada", id("eventId", eventId));

    JsonArray rows =
        bus.call("claim.export", "AUDITOR:alf", id("eventId", eventId)).getJsonArray("items");

    assertThat(rows).hasSize(1);
    assertThat(rows.getJsonObject(0).getString("claimId")).isEqualTo(claim.getString("id"));
    assertThat(rows.getJsonObject(0).getString("decidedBy")).isEqualTo("system");
  }

  @Test
  void claim_foreignCursor_invalidCursor() {
    assertThat(
            bus.refusal("claim.mine", "USER:ada", new JsonObject().put("cursor", "bm9wZQ")).code())
        .isEqualTo("invalid-cursor");
  }

  private List<Object> listed(JsonObject filter) {
    return bus.call("claim.list", "AUDITOR:alf", filter).getJsonArray("items").stream().toList();
  }
}
