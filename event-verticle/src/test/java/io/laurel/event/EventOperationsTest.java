package io.laurel.event;

import static io.laurel.event.EventBusHarness.id;
import static io.laurel.event.EventBusHarness.newEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.contract.PublishedMessages;
import io.laurel.failure.Failure;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events as a plain member of the cluster sees them. */
@VertxTest
final class EventOperationsTest {
  private EventBusHarness bus;

  @BeforeEach
  void prepare(Vertx vertx) {
    bus = new EventBusHarness(vertx);
  }

  @Test
  void event_created_isADraftThatOnlyStaffSees() {
    String eventId = bus.anEvent();

    assertThat(bus.call("event.get", "OPERATOR:olga", id("eventId", eventId)).getString("status"))
        .isEqualTo("DRAFT");
    assertThat(bus.refusal("event.get", "USER:ada", id("eventId", eventId)).code())
        .isEqualTo("event-not-found");
    assertThat(bus.call("event.list", "USER:ada", new JsonObject()).getJsonArray("items"))
        .isEmpty();
    assertThat(bus.call("event.list", "ADMIN:root", new JsonObject()).getJsonArray("items"))
        .hasSize(1);
  }

  @Test
  void event_published_everybodySeesItActive() {
    String eventId = bus.anEvent();
    bus.publish(eventId);

    JsonObject event = bus.call("event.get", "USER:ada", id("eventId", eventId));

    assertThat(event.getString("status")).isEqualTo("ACTIVE");
    assertThat(event.getInteger("version")).isEqualTo(2);
    assertThat(
            bus.call("event.list", "USER:ada", new JsonObject().put("status", "ACTIVE"))
                .getJsonArray("items"))
        .containsExactly(event);
  }

  @Test
  void event_illegalTransition_namesTheLegalOnes() {
    String eventId = bus.anEvent();

    Failure failure =
        bus.refusal("event.setState", "ADMIN:root", id("eventId", eventId).put("state", "PAUSED"));

    assertThat(failure.code()).isEqualTo("illegal-transition");
    assertThat(failure.getMessage()).contains("PUBLISHED");
  }

  @Test
  void event_setToTheStateItHas_unchanged() {
    String eventId = bus.anEvent();
    bus.publish(eventId);

    JsonObject again =
        bus.call(
            "event.setState", "OPERATOR:olga", id("eventId", eventId).put("state", "PUBLISHED"));

    assertThat(again.getInteger("version")).isEqualTo(2);
  }

  @Test
  void event_endsBeforeItStarts_pointerEach() {
    JsonObject event = newEvent();
    event.put("endsAt", event.getString("startsAt")).put("claimUntil", "2020-01-01T00:00:00Z");

    assertThat(bus.refusal("event.create", "OPERATOR:olga", event).faults())
        .extracting(Failure.Fault::pointer)
        .containsExactly("/endsAt", "/claimUntil");
  }

  @Test
  void event_dayThatDoesNotExist_pointer() {
    assertThat(
            bus.refusal(
                    "event.create",
                    "OPERATOR:olga",
                    newEvent().put("endsAt", "2027-02-30T00:00:00Z"))
                .faults())
        .extracting(Failure.Fault::pointer)
        .containsExactly("/endsAt");
  }

  @Test
  void event_sameKey_replayedAndConflictOnAnotherBody() {
    JsonObject request = newEvent().put("Idempotency-Key", "k-1");

    String first = bus.call("event.create", "OPERATOR:olga", request.copy()).getString("id");

    assertThat(bus.call("event.create", "OPERATOR:olga", request.copy()).getString("id"))
        .isEqualTo(first);
    assertThat(bus.call("event.create", "OPERATOR:otto", request.copy()).getString("id"))
        .isNotEqualTo(first);
    assertThat(
            bus.refusal("event.create", "OPERATOR:olga", request.copy().put("name", "Other"))
                .code())
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void event_whateverBecomesOfIt_entriesInTheAudit() {
    String eventId = bus.anEvent();
    JsonObject edit = id("eventId", eventId).put("name", "Summer").put("If-Match", "\"1\"");
    bus.call("event.update", "OPERATOR:olga", edit);
    bus.publish(eventId);
    bus.call(
        "event.setState",
        "ADMIN:root",
        id("eventId", eventId).put("state", "CANCELED").put("reason", "rain"));

    List<AuditEntry> entries = Fixtures.entries(bus.audit(), eventId);

    assertThat(entries)
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder(
            "event.create", "event.update", "event.setState", "event.setState");
    assertThat(entries)
        .extracting(AuditEntry::actor)
        .containsExactlyInAnyOrder("olga", "olga", "olga", "root");
    assertThat(entries).extracting(AuditEntry::reason).containsOnlyOnce("rain");
  }

  @Test
  void event_deletedDraft_goneWithItsRewardsButForTheEntries() {
    String eventId = bus.anEvent();
    String rewardId = bus.aReward(eventId, 5);

    bus.call("event.delete", "OPERATOR:olga", id("eventId", eventId));

    assertThat(bus.refusal("event.get", "OPERATOR:olga", id("eventId", eventId)).code())
        .isEqualTo("event-not-found");
    assertThat(bus.call("event.list", "ADMIN:root", new JsonObject()).getJsonArray("items"))
        .isEmpty();
    assertThat(Fixtures.entries(bus.audit(), eventId))
        .extracting(AuditEntry::action)
        .containsExactlyInAnyOrder("event.create", "event.delete");
    assertThat(Fixtures.entries(bus.audit(), rewardId))
        .extracting(AuditEntry::action)
        .containsExactly("reward.create");
  }

  @Test
  void event_deletedDraft_keyMakesANewOne() {
    JsonObject request = newEvent().put("Idempotency-Key", "k-1");
    String first = bus.call("event.create", "OPERATOR:olga", request.copy()).getString("id");
    bus.call("event.delete", "OPERATOR:olga", id("eventId", first));

    JsonObject second =
        bus.call("event.create", "OPERATOR:olga", request.copy().put("name", "Other"));

    assertThat(second.getString("id")).isEqualTo(first);
    assertThat(second.getString("name")).isEqualTo("Other");
  }

  @Test
  void edit_ofARunningEvent_onlyWhatHurtsNobody() {
    String eventId = bus.anEvent();
    String rewardId = bus.aReward(eventId, 5);
    bus.publish(eventId);
    bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    bus.call("claim.submit", "USER:bob", id("eventId", eventId));
    JsonObject event = id("eventId", eventId).put("If-Match", "\"2\"");
    JsonObject reward = id("eventId", eventId).put("rewardId", rewardId).put("If-Match", "\"1\"");

    assertThat(bus.refusal("event.update", "OPERATOR:olga", event.copy().put("name", "x")).code())
        .isEqualTo("event-running");
    assertThat(bus.refusal("reward.update", "OPERATOR:olga", reward.copy().put("stock", 1)).code())
        .isEqualTo("stock-below-sold");
    assertThat(bus.refusal("reward.update", "OPERATOR:olga", reward.copy().put("stock", 2)).code())
        .isEqualTo("event-running");
    assertThat(bus.refusal("event.delete", "OPERATOR:olga", id("eventId", eventId)).code())
        .isEqualTo("event-not-draft");
    Instant later = Instant.now().plusSeconds(600);
    JsonObject longer =
        bus.call("event.update", "OPERATOR:olga", event.copy().put("endsAt", later.toString()));
    assertThat(longer.getInteger("version")).isEqualTo(3);
    assertThat(longer.getString("claimUntil")).isEqualTo(longer.getString("endsAt"));
    assertThat(
            bus.call("reward.update", "OPERATOR:olga", reward.copy().put("stock", 6))
                .getInteger("remaining"))
        .isEqualTo(4);
    assertThat(
            bus.call("claim.submit", "USER:eve", id("eventId", eventId)).getInteger("eventVersion"))
        .isEqualTo(3);
  }

  @Test
  void event_changed_toldOnTheBusAsTheContractDescribes() throws InterruptedException {
    BlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();
    bus.vertx()
        .eventBus()
        .<JsonObject>consumer("event.state-changed", message -> told.add(message.body()))
        .completion()
        .await();
    String eventId = bus.anEvent();
    bus.publish(eventId);
    bus.aReward(eventId, 5);

    JsonObject published = told.poll(10, TimeUnit.SECONDS);
    JsonObject rewarded = told.poll(10, TimeUnit.SECONDS);

    PublishedMessages.assertAsDescribed("event.state-changed", published);
    assertThat(published)
        .isEqualTo(id("eventId", eventId).put("state", "PUBLISHED").put("version", 2));
    assertThat(rewarded).isEqualTo(published);
    assertThat(told).isEmpty();
  }

  /** Without the message, their copies of the event would last for a second. */
  @Test
  void event_pausedByOneNode_othersRefuseAtOnce() {
    bus.vertx().deploymentIDs().forEach(id -> bus.vertx().undeploy(id).await());
    IntStream.range(0, 3).forEach(node -> bus.deploy(Map.of("EVENT_CACHE_MAX_AGE_MS", 1_000)));
    String eventId = bus.anEvent();
    bus.aReward(eventId, null);
    bus.publish(eventId);
    int user = 0;
    for (; user < 6; user++) {
      bus.call("claim.submit", "USER:u" + user, id("eventId", eventId));
    }
    bus.call("event.setState", "OPERATOR:olga", id("eventId", eventId).put("state", "PAUSED"));

    // Calls go round, so three refusals in a row are one of each node.
    int refused = 0;
    Instant deadline = Instant.now().plusSeconds(20);
    while (refused < 3 && Instant.now().isBefore(deadline)) {
      String outcome = outcome("claim.submit", "USER:u" + user++, id("eventId", eventId));
      refused = outcome.equals("event-not-active") ? refused + 1 : 0;
    }

    assertThat(refused).isEqualTo(3);
  }

  private String outcome(String operation, String token, JsonObject message) {
    try {
      bus.call(operation, token, message);
      return "done";
    } catch (ReplyException refused) {
      return Failure.fromProblem(refused.getMessage()).code();
    }
  }
}
