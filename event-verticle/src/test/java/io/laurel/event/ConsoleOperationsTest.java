package io.laurel.event;

import static io.laurel.event.EventBusHarness.id;
import static io.laurel.event.EventBusHarness.newEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditStore;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console asks for, as a plain member of the cluster sees it. */
@VertxTest
final class ConsoleOperationsTest {
  private static final String OPERATOR = "OPERATOR:olga";

  private EventBusHarness bus;

  @BeforeEach
  void prepare(Vertx vertx) {
    bus = new EventBusHarness(vertx);
  }

  private static List<String> texts(JsonArray items, String field) {
    return items.stream().map(item -> ((JsonObject) item).getString(field)).toList();
  }

  private static String days(int days) {
    return Instant.now().plus(Duration.ofDays(days)).toString();
  }

  private String named(String name, int from, int to) {
    JsonObject event =
        newEvent().put("name", name).put("startsAt", days(from)).put("endsAt", days(to));
    return bus.call("event.create", OPERATOR, event).getString("id");
  }

  private List<String> listed(JsonObject filter) {
    return texts(bus.call("event.list", OPERATOR, filter).getJsonArray("items"), "name");
  }

  @Test
  void eventList_wordsTimesAndOrder_asAsked() {
    named("Spring festival", -3, 9);
    named("Winter Festival", -1, 5);
    named("Arena", 2, 20);

    assertThat(listed(id("q", "FEST"))).containsExactly("Winter Festival", "Spring festival");
    assertThat(listed(id("q", "fest spr"))).containsExactly("Spring festival");
    assertThat(listed(id("order", "startsAt")))
        .containsExactly("Spring festival", "Winter Festival", "Arena");
    assertThat(listed(id("order", "endsAt")))
        .containsExactly("Winter Festival", "Spring festival", "Arena");
    assertThat(listed(id("from", days(6)).put("order", "endsAt")))
        .containsExactly("Spring festival", "Arena");
    assertThat(listed(id("to", days(1)).put("from", days(6)).put("to", days(7))))
        .containsExactly("Arena", "Spring festival");
    for (int to : List.of(3, 2)) {
      JsonObject wrong =
          id("from", "2026-05-03T00:00:00Z").put("to", "2026-05-0" + to + "T00:00:00Z");
      assertThat(bus.refusal("event.list", OPERATOR, wrong).faults())
          .extracting(Fault::pointer)
          .containsExactly("/from");
    }
  }

  @Test
  void eventList_inPagesOfAnOrder_cursorIsOfThatOrder() {
    IntStream.range(0, 5).forEach(i -> named("Event " + i, i, 30 - i));

    JsonObject asked = id("order", "endsAt").put("limit", 2);
    List<String> seen = new ArrayList<>();
    JsonObject page = bus.call("event.list", OPERATOR, asked);
    String cursor = page.getString("nextCursor");
    seen.addAll(texts(page.getJsonArray("items"), "name"));
    while (page.containsKey("nextCursor")) {
      page = bus.call("event.list", OPERATOR, asked.put("cursor", page.getString("nextCursor")));
      seen.addAll(texts(page.getJsonArray("items"), "name"));
    }

    assertThat(seen).containsExactly("Event 4", "Event 3", "Event 2", "Event 1", "Event 0");
    assertThat(
            bus.refusal("event.list", OPERATOR, id("order", "startsAt").put("cursor", cursor))
                .code())
        .isEqualTo("invalid-cursor");
  }

  private JsonObject series(String eventId, String step) {
    return bus.call("event.series", OPERATOR, id("eventId", eventId).put("step", step));
  }

  @Test
  void eventSeries_claimsAndRefusals_pointsWithZerosBetween() {
    String eventId = named("Long one", -3, 3);
    bus.aReward(eventId, null);
    bus.publish(eventId);
    bus.call("claim.submit", "USER:ada", id("eventId", eventId));
    bus.call("claim.submit", "USER:bob", id("eventId", eventId));
    bus.refusal("claim.submit", "USER:ada", id("eventId", eventId));

    JsonArray points = untilRefusals(eventId);

    assertThat(points.size()).isBetween(4, 5);
    JsonObject last = points.getJsonObject(points.size() - 1);
    assertThat(last.getInteger("claims")).isEqualTo(2);
    assertThat(last.getInteger("refusals")).isEqualTo(1);
    assertThat(last.getJsonObject("byStatus"))
        .isEqualTo(
            new JsonObject()
                .put("PENDING_APPROVAL", 0)
                .put("GRANTED", 2)
                .put("REJECTED", 0)
                .put("REVOKED", 0));
    assertThat(points.getJsonObject(1).getInteger("claims")).isZero();
    assertThat(series(eventId, "HOUR").getJsonArray("points").size()).isBetween(72, 74);
    assertThat(series(named("Later", 3, 9), "DAY").getJsonArray("points")).isEmpty();
  }

  /**
   * They are written a little later; what was counted is remembered for a while, but not of days.
   */
  private JsonArray untilRefusals(String eventId) {
    for (int i = 0; i < 40; i++) {
      // Each asks for another time, so that nobody remembers it.
      String to = Instant.now().plus(Duration.ofHours(1)).toString();
      JsonObject hours = id("eventId", eventId).put("step", "HOUR").put("to", to);
      hours.put("from", Instant.now().minus(Duration.ofHours(i + 1)).toString());
      JsonArray points = bus.call("event.series", OPERATOR, hours).getJsonArray("points");
      long refused =
          points.stream().mapToLong(point -> ((JsonObject) point).getLong("refusals")).sum();
      if (refused > 0) {
        return series(eventId, "DAY").getJsonArray("points");
      }
      bus.vertx().timer(250).await();
    }
    throw new AssertionError("No refusal was counted");
  }

  @Test
  void eventSeries_tooMuchOrWrongTimes_refusedAtFrom() {
    String eventId = named("Long one", -3, 3);
    for (JsonObject wrong :
        List.of(
            id("from", "1990-01-01T00:00:00Z"),
            id("from", days(-60)).put("step", "HOUR"),
            id("from", days(1)).put("to", days(0)),
            id("from", "2026-05-03T00:00:00Z").put("to", "2026-05-03T00:00:00Z"))) {
      assertThat(bus.refusal("event.series", OPERATOR, wrong.put("eventId", eventId)).faults())
          .extracting(Fault::pointer)
          .containsExactly("/from");
    }
    assertThat(bus.refusal("event.series", OPERATOR, id("eventId", "evt_none")).code())
        .isEqualTo("event-not-found");
  }

  private JsonObject copyOf(String eventId, String key) {
    JsonObject copy =
        id("eventId", eventId)
            .put("name", "Anew")
            .put("startsAt", "2099-01-01T00:00:00Z")
            .put("endsAt", "2099-02-01T00:00:00Z");
    return key == null ? copy : copy.put("Idempotency-Key", key);
  }

  private JsonArray rewardsOf(String eventId) {
    return bus.call("reward.list", OPERATOR, id("eventId", eventId)).getJsonArray("items");
  }

  @Test
  void eventCopy_everythingButCodes_asADraftOfItsOwn() {
    JsonObject terms =
        newEvent()
            .put("description", "Flowers")
            .put("claimUntil", "2099-01-01T00:00:00Z")
            .put("claimMode", "ALL")
            .put("approval", "MANUAL")
            .put("access", "CODE")
            .put("match", "ANY")
            .put(
                "conditions",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("type", "LOGIN_DAYS")
                            .put("params", new JsonObject().put("days", 3))));
    String eventId = bus.call("event.create", OPERATOR, terms).getString("id");
    bus.aReward(eventId, 7);
    JsonObject coupon =
        id("eventId", eventId).put("name", "Coupon").put("type", "COUPON").put("coded", true);
    String coded = bus.call("reward.create", OPERATOR, coupon).getString("id");
    bus.call(
        "reward.importCodes",
        OPERATOR,
        id("eventId", eventId)
            .put("rewardId", coded)
            .put("codes", new JsonArray().add("AAAA-1").add("AAAA-2")));
    bus.publish(eventId);

    JsonObject copy = bus.call("event.copy", "OPERATOR:otto", copyOf(eventId, null));

    JsonObject source = bus.call("event.get", OPERATOR, id("eventId", eventId));
    assertThat(copy.getString("name")).isEqualTo("Anew");
    assertThat(copy.getString("startsAt")).isEqualTo("2099-01-01T00:00:00.000Z");
    assertThat(copy.getString("claimUntil")).isEqualTo("2099-02-01T00:00:00.000Z");
    assertThat(copy.getString("state")).isEqualTo("DRAFT");
    assertThat(copy.getInteger("version")).isEqualTo(1);
    assertThat(copy.getString("createdBy")).isEqualTo("otto");
    for (String field :
        List.of("description", "conditions", "match", "claimMode", "approval", "access")) {
      assertThat(copy.getValue(field)).as(field).isEqualTo(source.getValue(field));
    }
    JsonArray rewards = rewardsOf(copy.getString("id"));
    assertThat(texts(rewards, "name")).containsExactly("Coupon", "Gems");
    assertThat(rewards.getJsonObject(0).getInteger("stock")).isZero();
    assertThat(rewards.getJsonObject(0).getBoolean("coded")).isTrue();
    assertThat(rewards.getJsonObject(1).getInteger("stock")).isEqualTo(7);
    assertThat(rewards.getJsonObject(1).getInteger("remaining")).isEqualTo(7);
    assertThat(texts(rewardsOf(eventId), "id")).doesNotContainAnyElementsOf(texts(rewards, "id"));
    assertThat(
            bus.audit()
                .list(
                    new AuditStore.Filter(null, null, null, copy.getString("id"), null, null),
                    new PageRequest(9, null))
                .await()
                .items())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("event.copy");
              assertThat(entry.actor()).isEqualTo("otto");
              assertThat(entry.after().getString("copyOf")).isEqualTo(eventId);
            });
  }

  @Test
  void eventCopy_sameKey_sameCopyHoweverOftenAtOnce() {
    String eventId = named("Source", -3, 3);
    IntStream.range(0, 3).forEach(i -> bus.aReward(eventId, 5));

    List<Future<JsonObject>> all =
        IntStream.range(0, 20)
            .mapToObj(i -> bus.send("event.copy", OPERATOR, copyOf(eventId, "k")))
            .toList();
    Future.all(all).await();

    assertThat(all)
        .extracting(copy -> copy.result().getString("id"))
        .containsOnly(all.get(0).result().getString("id"));
    assertThat(rewardsOf(all.get(0).result().getString("id"))).hasSize(3);
    assertThat(listed(new JsonObject())).containsExactlyInAnyOrder("Source", "Anew");
    assertThat(
            bus.refusal("event.copy", OPERATOR, copyOf(eventId, "k").put("name", "Other")).code())
        .isEqualTo("idempotency-key-reused");
  }

  @Test
  void eventCopy_refused_saysWhy() {
    JsonObject backwards =
        copyOf(named("Source", -3, 3), null).put("endsAt", "2098-01-01T00:00:00Z");

    assertThat(bus.refusal("event.copy", OPERATOR, backwards).faults())
        .extracting(Fault::pointer)
        .containsExactly("/endsAt");
    assertThat(bus.refusal("event.copy", OPERATOR, copyOf("evt_none", "k")).code())
        .isEqualTo("event-not-found");
  }

  private JsonObject preview(String eventId) {
    return bus.call("event.preview", OPERATOR, id("eventId", eventId));
  }

  private static List<String> warnings(JsonObject preview) {
    return preview.getJsonArray("warnings").stream()
        .map(JsonObject.class::cast)
        .map(warning -> warning.getString("code") + " " + warning.getString("pointer"))
        .toList();
  }

  @Test
  void eventPreview_draftWithMistakes_eachIsNamed() {
    JsonObject over = newEvent().put("startsAt", days(-9)).put("endsAt", days(-7));
    JsonArray tooMuch =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("type", "LOGIN_STREAK")
                    .put("params", new JsonObject().put("days", 30)))
            .add(
                new JsonObject()
                    .put("type", "LOGIN_DAYS")
                    .put("params", new JsonObject().put("days", 2)));
    String eventId =
        bus.call("event.create", OPERATOR, over.put("conditions", tooMuch)).getString("id");
    assertThat(warnings(preview(eventId)))
        .containsExactly(
            "no-rewards null",
            "window-over /event/claimUntil",
            "conditions-unreachable /event/conditions/0");

    bus.aReward(eventId, null);
    JsonObject coupon =
        id("eventId", eventId).put("name", "Coupon").put("type", "COUPON").put("coded", true);
    bus.call("reward.create", OPERATOR, coupon.put("conditions", tooMuch).put("match", "ANY"));

    assertThat(warnings(preview(eventId)))
        .containsExactly(
            "window-over /event/claimUntil",
            "conditions-unreachable /event/conditions/0",
            "no-codes /rewards/0");
  }

  @Test
  void eventPreview_publishedAndSoldOut_asAPlayerReadsIt() {
    String eventId = bus.anEvent();
    bus.aReward(eventId, 1);
    JsonObject draft = preview(eventId);
    bus.publish(eventId);
    bus.call("claim.submit", "USER:ada", id("eventId", eventId));

    JsonObject shown = preview(eventId);
    for (int i = 0; i < 40 && warnings(shown).isEmpty(); i++) {
      bus.vertx().timer(250).await();
      shown = preview(eventId);
    }

    assertThat(warnings(draft)).isEmpty();
    assertThat(draft.getJsonObject("asPlayer").getJsonObject("event").getString("status"))
        .isEqualTo("ACTIVE");
    assertThat(warnings(shown)).containsExactly("no-stock /rewards/0");
    assertThat(shown.getJsonObject("asPlayer").getJsonObject("event"))
        .isEqualTo(bus.call("event.get", "USER:ada", id("eventId", eventId)));
    assertThat(shown.getJsonObject("asPlayer").getJsonArray("rewards"))
        .isEqualTo(
            bus.call("reward.list", "USER:ada", id("eventId", eventId)).getJsonArray("items"));
  }

  @Test
  void overview_ofWhatThereIs_counted() {
    String running = bus.anEvent();
    bus.aReward(running, 10);
    bus.publish(running);
    String waiting =
        bus.call("event.create", OPERATOR, newEvent().put("approval", "MANUAL")).getString("id");
    bus.aReward(waiting, null);
    bus.publish(waiting);
    JsonObject pending = bus.call("claim.submit", "USER:ada", id("eventId", waiting));
    JsonObject starting =
        newEvent()
            .put("startsAt", Instant.now().plus(Duration.ofHours(2)).toString())
            .put("endsAt", days(9));
    String next = bus.call("event.create", OPERATOR, starting).getString("id");
    bus.publish(next);
    for (int i = 0; i < 9; i++) {
      bus.call("claim.submit", "USER:u" + i, id("eventId", running));
    }

    JsonObject overview = bus.call("event.overview", "AUDITOR:alf", new JsonObject());

    JsonObject byStatus = overview.getJsonObject("events").getJsonObject("byStatus");
    assertThat(byStatus.getInteger("UPCOMING")).isEqualTo(1);
    assertThat(byStatus.getInteger("ACTIVE")).isEqualTo(2);
    assertThat(overview.getJsonObject("pending"))
        .isEqualTo(
            new JsonObject().put("count", 1).put("oldestAt", pending.getString("requestedAt")));
    assertThat(overview.getJsonArray("startingSoon")).containsExactly(next);
    assertThat(overview.getJsonArray("endingWithinADay"))
        .containsExactlyInAnyOrder(running, waiting);
    assertThat(overview.getJsonArray("lowStock"))
        .singleElement()
        .satisfies(low -> assertThat(((JsonObject) low).getInteger("remaining")).isEqualTo(1));
    assertThat(overview.getJsonArray("hours")).hasSize(24);
    assertThat(
            overview.getJsonArray("hours").getJsonObject(23).getInteger("claims")
                + overview.getJsonArray("hours").getJsonObject(22).getInteger("claims"))
        .isEqualTo(10);
    assertThat(overview.getJsonObject("deliveries"))
        .isEqualTo(new JsonObject().put("pending", 0).put("failed", 0));
    // Nobody here knows accounts; of these callers none is asked for.
    assertThat(overview.getString("health")).isEqualTo("UP");
  }

  @Test
  void decideMany_atTheDoor_judgedByTheContract() {
    JsonObject twice =
        new JsonObject()
            .put("decision", "APPROVE")
            .put("claimIds", new JsonArray().add("clm_1").add("clm_1"));

    Failure refused = bus.refusal("claim.decideMany", OPERATOR, twice);
    JsonObject unknown =
        bus.call(
            "claim.decideMany",
            OPERATOR,
            twice.copy().put("claimIds", new JsonArray().add("clm_1")));

    assertThat(refused.faults()).extracting(Fault::pointer).isNotEmpty();
    assertThat(unknown.getJsonArray("results").getJsonObject(0).getString("code"))
        .isEqualTo("claim-not-found");
  }
}
