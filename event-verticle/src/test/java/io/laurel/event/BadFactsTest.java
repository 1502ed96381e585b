package io.laurel.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * C7 and A3: every field of a condition and of an activity out of range, of another type, unknown,
 * missing; operators; what is huge. Each is refused at its place, and none reaches the database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadFactsTest {
  private static final String MEBIBYTE = "x".repeat(1 << 20);

  private final Vertx vertx = Vertx.vertx();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final EventBusHarness bus =
      new EventBusHarness(
          vertx,
          new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent started) {
              commands.add(started.getCommandName());
            }
          });

  @BeforeAll
  void deploy() {
    // No sweep while the test counts what is sent.
    bus.deploy(Map.of("SWEEP_INTERVAL_MS", "60000"));
    commands.clear();
  }

  @AfterAll
  void close() {
    vertx.close().await();
  }

  private List<String> pointers(String operation, JsonObject message) {
    Failure failure = bus.refusal(operation, "ADMIN:root", message);
    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo("invalid-request");
    assertThat(commands).isEmpty();
    return failure.faults().stream().map(Fault::pointer).distinct().toList();
  }

  private static JsonObject event(Object conditions) {
    return new JsonObject()
        .put("name", "Spring")
        .put("startsAt", "2026-05-01T00:00:00Z")
        .put("endsAt", "2026-05-08T00:00:00Z")
        .put("conditions", conditions);
  }

  private DynamicTest condition(String json, String... pointers) {
    return DynamicTest.dynamicTest(
        json.substring(0, Math.min(100, json.length())),
        () -> {
          JsonArray conditions = new JsonArray().add(new JsonObject(json));
          assertThat(pointers("event.create", event(conditions)))
              .containsExactlyInAnyOrder(pointers);
          JsonObject reward =
              new JsonObject().put("eventId", "evt_1").put("name", "Gems").put("type", "ITEM");
          assertThat(pointers("reward.create", reward.put("conditions", conditions)))
              .containsExactlyInAnyOrder(pointers);
        });
  }

  @TestFactory
  Stream<DynamicTest> condition_bad_refusedAtItsPlace() {
    String params = "/conditions/0/params/";
    return Stream.of(
        condition("{}", "/conditions/0/type", "/conditions/0/params"),
        condition("{'params':{'days':1}}".replace('\'', '"'), "/conditions/0/type"),
        condition(of("NO_SUCH_TYPE", "{}"), "/conditions/0/type"),
        condition(of("login_days", "{'days':1}"), "/conditions/0/type"),
        condition("{\"type\":7,\"params\":{}}", "/conditions/0/type"),
        condition("{\"type\":{\"$ne\":null},\"params\":{}}", "/conditions/0/type"),
        condition("{\"type\":\"LOGIN_DAYS\"}", "/conditions/0/params"),
        condition("{\"type\":\"LOGIN_DAYS\",\"params\":null}", "/conditions/0/params"),
        condition("{\"type\":\"LOGIN_DAYS\",\"params\":[]}", "/conditions/0/params"),
        condition(
            "{\"type\":\"LOGIN_DAYS\",\"params\":{\"days\":1},\"label\":\"\"}",
            "/conditions/0/label"),
        condition(
            "{\"type\":\"LOGIN_DAYS\",\"params\":{\"days\":1},\"label\":7}", "/conditions/0/label"),
        condition(
            "{\"type\":\"LOGIN_DAYS\",\"params\":{\"days\":1},\"label\":\"" + MEBIBYTE + "\"}",
            "/conditions/0/label"),
        condition(
            "{\"type\":\"LOGIN_DAYS\",\"params\":{\"days\":1},\"met\":true}", "/conditions/0/met"),
        condition(of("LOGIN_DAYS", "{}"), params + "days"),
        condition(of("LOGIN_DAYS", "{'days':0}"), params + "days"),
        condition(of("LOGIN_DAYS", "{'days':-1}"), params + "days"),
        condition(of("LOGIN_DAYS", "{'days':1.5}"), params + "days"),
        condition(of("LOGIN_DAYS", "{'days':'1'}"), params + "days"),
        condition(of("LOGIN_DAYS", "{'days':3661}"), params + "days"),
        condition(of("LOGIN_DAYS", "{'days':1e300}"), params + "days"),
        condition(of("LOGIN_DAYS", "{'days':9223372036854775808}"), params + "days"),
        condition(of("LOGIN_DAYS", "{'days':{'$gt':0}}"), params + "days"),
        condition(of("LOGIN_DAYS", "{'days':1,'activity':'a.b'}"), params + "activity"),
        condition(of("LOGIN_DAYS", "{'days':1,'activity':'$where'}"), params + "activity"),
        condition(of("LOGIN_DAYS", "{'days':1,'activity':''}"), params + "activity"),
        condition(of("LOGIN_DAYS", "{'days':1,'$ne':1}"), params + "$ne"),
        condition(of("LOGIN_DAYS", "{'days':1,'a.b':1}"), params + "a.b"),
        condition(of("LOGIN_DAYS", "{'days':1,'count':2}"), params + "count"),
        condition(of("LOGIN_DAYS", "{'count':2}"), params + "days", params + "count"),
        condition(of("LOGIN_STREAK", "{'days':1,'subject':'x'}"), params + "subject"),
        condition(of("INVITE_FRIENDS", "{}"), params + "count"),
        condition(of("INVITE_FRIENDS", "{'count':1000000001}"), params + "count"),
        condition(of("INVITE_FRIENDS", "{'count':1,'activity':'INVITE'}"), params + "activity"),
        condition(of("LEVEL_REACHED", "{'level':0}"), params + "level"),
        condition(of("LEVEL_REACHED", "{'days':1}"), params + "level", params + "days"),
        condition(of("QUEST_COMPLETED", "{}"), params + "questId"),
        condition(of("QUEST_COMPLETED", "{'questId':''}"), params + "questId"),
        condition(of("QUEST_COMPLETED", "{'questId':'a\\u0000b'}"), params + "questId"),
        condition(of("QUEST_COMPLETED", "{'questId':'" + MEBIBYTE + "'}"), params + "questId"),
        condition(of("ACTIVITY_COUNT", "{}"), params + "activity", params + "target"),
        condition(of("ACTIVITY_SUM", "{'target':1}"), params + "activity"),
        condition(
            of("ACTIVITY_MAX", "{'activity':'WIN','target':9007199254740992}"), params + "target"),
        condition(
            of("ACTIVITY_MAX", "{'activity':'WIN','target':1,'subject':''}"), params + "subject"),
        condition(of("EXPRESSION", "{}"), params + "expression"),
        condition(of("EXPRESSION", "{'expression':''}"), params + "expression"),
        condition(of("EXPRESSION", "{'expression':'1 +'}"), params + "expression"),
        condition(of("EXPRESSION", "{'expression':'true','days':1}"), params + "days"),
        condition(of("EXPRESSION", "{'expression':'" + MEBIBYTE + "'}"), params + "expression"));
  }

  private static String of(String type, String params) {
    return "{\"type\":\"" + type + "\",\"params\":" + params.replace('\'', '"') + "}";
  }

  @Test
  void conditions_thatAreNoList_refusedAtTheirPlace() {
    assertThat(pointers("event.create", event("all"))).containsExactly("/conditions");
    assertThat(pointers("event.create", event(new JsonObject().put("$ne", 1))))
        .containsExactly("/conditions");
    assertThat(pointers("event.create", event(new JsonArray()).put("match", "NONE")))
        .containsExactly("/match");
  }

  @Test
  void conditions_tenThousand_refusedAtTheirPlace() {
    JsonArray many = new JsonArray();
    for (int i = 0; i < 10_000; i++) {
      many.add(new JsonObject(of("LOGIN_DAYS", "{'days':1}")));
    }

    assertThat(pointers("event.create", event(many))).containsExactly("/conditions");
  }

  @Test
  void conditions_severalFaults_onePointerEach() {
    JsonArray several =
        new JsonArray()
            .add(new JsonObject(of("LOGIN_DAYS", "{'days':1}")))
            .add(new JsonObject(of("LEVEL_REACHED", "{'days':1}")))
            .add(new JsonObject(of("EXPRESSION", "{'expression':'x'}")));

    assertThat(pointers("event.create", event(several).put("claimUntil", "2026-01-01T00:00:00Z")))
        .containsExactlyInAnyOrder(
            "/claimUntil",
            "/conditions/1/params/level",
            "/conditions/1/params/days",
            "/conditions/2/params/expression");
  }

  private DynamicTest activity(String field, Object value) {
    String text = String.valueOf(value);
    return DynamicTest.dynamicTest(
        field + " " + text.substring(0, Math.min(60, text.length())),
        () -> {
          JsonObject activity =
              new JsonObject()
                  .put("id", "a")
                  .put("userId", "usr_1")
                  .put("type", "WIN")
                  .put("at", "2026-05-01T00:00:00Z");
          if (value == MISSING) {
            activity.remove(field);
          } else {
            activity.put(field, value);
          }
          JsonObject batch =
              new JsonObject().put("activities", new JsonArray().add(activity.copy()));
          assertThat(pointers("activity.record", batch)).containsExactly("/activities/0/" + field);
        });
  }

  private static final Object MISSING = new Object();

  @TestFactory
  Stream<DynamicTest> activity_bad_refusedAtItsPlace() {
    JsonObject operator = new JsonObject().put("$ne", 1);
    return Stream.of(
        activity("id", MISSING),
        activity("id", ""),
        activity("id", null),
        activity("id", 7),
        activity("id", operator),
        activity("id", "x".repeat(129)),
        activity("id", "a\0b"),
        activity("userId", MISSING),
        activity("userId", ""),
        activity("userId", operator),
        activity("type", MISSING),
        activity("type", "win"),
        activity("type", "$WIN"),
        activity("type", "A.B"),
        activity("type", "A/B"),
        activity("type", "A".repeat(33)),
        activity("type", new JsonArray().add("WIN")),
        activity("subject", ""),
        activity("subject", 5),
        activity("subject", operator),
        activity("subject", MEBIBYTE),
        activity("amount", 0),
        activity("amount", -1),
        activity("amount", 0.5),
        activity("amount", 1_000_000_001),
        activity("amount", 1e300),
        activity("amount", "1"),
        activity("amount", null),
        activity("amount", operator),
        activity("at", MISSING),
        activity("at", "yesterday"),
        activity("at", 1_777_777_777_000L),
        activity("at", "2026-02-30T00:00:00Z"),
        activity("at", operator),
        activity("day", "2026-05-01"),
        activity("$set", 1),
        activity("a.b", 1),
        activity("count", 5));
  }

  @Test
  void activities_noneOrTooManyOrNoList_refusedAtTheirPlace() {
    JsonArray many = new JsonArray();
    for (int i = 0; i < 1_001; i++) {
      many.add(
          new JsonObject()
              .put("id", "a" + i)
              .put("userId", "usr_1")
              .put("type", "WIN")
              .put("at", "2026-05-01T00:00:00Z"));
    }

    assertThat(pointers("activity.record", new JsonObject())).containsExactly("/activities");
    assertThat(pointers("activity.record", new JsonObject().put("activities", many)))
        .containsExactly("/activities");
    assertThat(pointers("activity.record", new JsonObject().put("activities", new JsonArray())))
        .containsExactly("/activities");
    assertThat(pointers("activity.record", new JsonObject().put("activities", operator())))
        .containsExactly("/activities");
    assertThat(pointers("activity.checkIn", new JsonObject().put("userId", "usr_2")))
        .containsExactly("/userId");
  }

  private static JsonObject operator() {
    return new JsonObject().put("$each", new JsonArray());
  }
}
