package io.laurel.event;

import static io.laurel.event.EventBusHarness.id;
import static io.laurel.event.EventBusHarness.newEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditStore;
import io.laurel.contract.PublishedMessages;
import io.laurel.failure.Failure;
import io.laurel.paging.PageRequest;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims and decisions as a plain member of the cluster sees them. */
@VertxTest
final class ClaimOperationsTest {
  private EventBusHarness bus;

  @BeforeEach
  void prepare(Vertx vertx) {
    bus = new EventBusHarness(vertx);
  }

  @Test
  void claim_submitted_seenByItsUserAndStaffOnly() {
    String eventId = bus.anEvent();
    bus.aReward(eventId, null);
    bus.publish(eventId);
    JsonObject claim = bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    JsonObject byId = id("claimId", claim.getString("id"));

    assertThat(bus.call("claim.get", "USER:ada", byId)).isEqualTo(claim);
    assertThat(bus.call("claim.get", "AUDITOR:alf", byId)).isEqualTo(claim);
    assertThat(bus.call("claim.mine", "USER:ada", new JsonObject()).getJsonArray("items"))
        .isEqualTo(new JsonArray().add(claim));
    assertThat(bus.call("claim.mine", "USER:bob", new JsonObject()).getJsonArray("items"))
        .isEmpty();
    Failure foreign = bus.refusal("claim.get", "USER:bob", byId);
    Failure none = bus.refusal("claim.get", "USER:bob", id("claimId", "clm_none"));
    assertThat(foreign.toProblem("r")).isEqualTo(none.toProblem("r"));
  }

  @Test
  void claim_thatWaits_decidedByStaffWithAReason() {
    String eventId = manualEvent();
    JsonObject byId =
        id("claimId", bus.call("claim.submit", "USER:ada", id("eventId", eventId)).getString("id"));
    assertThat(bus.refusal("claim.reject", "OPERATOR:olga", byId).faults().get(0).pointer())
        .isEqualTo("/reason");
    JsonObject reason = byId.copy().put("reason", "Shared account");

    JsonObject rejected = bus.call("claim.reject", "OPERATOR:olga", reason);

    assertThat(rejected.getString("decidedBy")).isEqualTo("olga");
    assertThat(bus.call("claim.get", "USER:ada", byId)).isEqualTo(rejected);
    assertThat(bus.refusal("claim.approve", "ADMIN:root", byId).code())
        .isEqualTo("claim-not-pending");
    assertThat(bus.refusal("claim.revoke", "ADMIN:root", reason).code())
        .isEqualTo("claim-not-granted");
    assertThat(bus.refusal("claim.approve", "ADMIN:ada", byId).toProblem("r").getInteger("status"))
        .isEqualTo(403);
    JsonObject again = bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    JsonObject approved =
        bus.call("claim.approve", "OPERATOR:olga", id("claimId", again.getString("id")));
    assertThat(approved.getString("status")).isEqualTo("GRANTED");
    assertThat(
            bus.audit()
                .list(
                    new AuditStore.Filter("olga", "claim.approve", null, null, null, null),
                    new PageRequest(5, null))
                .await()
                .items())
        .hasSize(1);
  }

  @Test
  void claim_notes_seenByStaffOnly() {
    JsonObject claim = bus.call("claim.submit", "USER:ada", id("eventId", manualEvent()));
    JsonObject byId = id("claimId", claim.getString("id"));

    JsonObject noted =
        bus.call("claim.annotate", "OPERATOR:olga", byId.copy().put("notes", "Asked twice"));

    assertThat(noted.getString("notes")).isEqualTo("Asked twice");
    assertThat(bus.call("claim.get", "AUDITOR:alf", byId)).isEqualTo(noted);
    assertThat(bus.call("claim.get", "USER:ada", byId)).isEqualTo(claim);
    assertThat(bus.call("claim.mine", "ADMIN:ada", new JsonObject()).getJsonArray("items"))
        .isEqualTo(new JsonArray().add(claim));
    assertThat(
            bus.refusal("claim.annotate", "ADMIN:root", byId.copy().put("notes", "x".repeat(2_001)))
                .faults()
                .get(0)
                .pointer())
        .isEqualTo("/notes");
  }

  @Test
  void claim_granted_toldOnceThoughItIsReplayed() throws InterruptedException {
    BlockingQueue<JsonObject> told = listening("claim.granted");
    String eventId = bus.anEvent();
    String rewardId = bus.aReward(eventId, 5);
    bus.publish(eventId);
    JsonObject keyed = id("eventId", eventId).put("Idempotency-Key", "k");

    JsonObject claim = bus.call("claim.submit", "USER:ada", keyed);
    bus.call("claim.submit", "USER:ada", keyed);
    bus.call("claim.submit", "USER:bea", keyed);

    JsonObject first = told.poll(10, TimeUnit.SECONDS);
    assertThat(first)
        .isEqualTo(
            new JsonObject()
                .put("claimId", claim.getString("id"))
                .put("eventId", eventId)
                .put("userId", "ada")
                .put("rewardIds", new JsonArray().add(rewardId))
                .put("at", claim.getString("decidedAt")));
    PublishedMessages.assertAsDescribed("claim.granted", first);
    assertThat(told.poll(10, TimeUnit.SECONDS).getString("userId")).isEqualTo("bea");
  }

  @Test
  void claim_decided_told() throws InterruptedException {
    BlockingQueue<JsonObject> granted = listening("claim.granted");
    BlockingQueue<JsonObject> rejected = listening("claim.rejected");
    BlockingQueue<JsonObject> revoked = listening("claim.revoked");
    String eventId = manualEvent();
    JsonObject first = bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    JsonObject reason = id("claimId", first.getString("id")).put("reason", "Shared account");
    bus.call("claim.reject", "OPERATOR:olga", reason);
    JsonObject second = bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    bus.call("claim.approve", "OPERATOR:olga", id("claimId", second.getString("id")));
    bus.call("claim.revoke", "OPERATOR:olga", reason.put("claimId", second.getString("id")));

    JsonObject lastly = revoked.poll(10, TimeUnit.SECONDS);
    assertThat(lastly.getString("claimId")).isEqualTo(second.getString("id"));
    PublishedMessages.assertAsDescribed("claim.revoked", lastly);
    JsonObject atFirst = rejected.poll(10, TimeUnit.SECONDS);
    assertThat(atFirst.getString("claimId")).isEqualTo(first.getString("id"));
    PublishedMessages.assertAsDescribed("claim.rejected", atFirst);
    assertThat(granted.poll(10, TimeUnit.SECONDS).getString("claimId"))
        .isEqualTo(second.getString("id"));
    assertThat(granted).isEmpty();
  }

  private String manualEvent() {
    String eventId =
        bus.call("event.create", "OPERATOR:olga", newEvent().put("approval", "MANUAL"))
            .getString("id");
    bus.aReward(eventId, 1);
    bus.publish(eventId);
    return eventId;
  }

  private BlockingQueue<JsonObject> listening(String address) {
    BlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
    bus.vertx()
        .eventBus()
        .<JsonObject>consumer(address, message -> told.add(message.body()))
        .completion()
        .await();
    return told;
  }
}
