package io.laurel.event.facts.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.event.Fixtures;
import io.laurel.event.facts.activity.ActivityConfig;
import io.laurel.event.facts.activity.ActivityService;
import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.InMemoryActivityStore;
import io.laurel.event.facts.activity.Window;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.failure.Failure.Fault;
import io.laurel.security.Principal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each type at its edges. Activities are written {@code TYPE:subject=amount@instant}; {@code Z} is
 * short for midnight of UTC.
 */
final class ConditionTableTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Yardstick yardstick = Fixtures.criteria().yardstick().await();

  private Measured measure(GameDays days, Window window, String activities, JsonObject condition) {
    ActivityService service =
        new ActivityService(
            new InMemoryActivityStore(),
            days,
            new ActivityConfig(Duration.ofDays(9_000), 1_000),
            CLOCK);
    JsonArray batch = new JsonArray();
    if (activities != null) {
      for (String activity : activities.split(" +", -1)) {
        batch.add(activity("a" + batch.size(), activity));
      }
    }
    service
        .record(
            new Call(
                "activity.record",
                Principal.ANONYMOUS,
                new JsonObject().put("activities", batch),
                "req",
                Origin.UNKNOWN))
        .await();
    Conditions conditions = read(condition);
    Facts facts = service.facts("usr_1", yardstick.sources(conditions), window).await();
    return yardstick.measure(conditions, facts).get(0);
  }

  private static JsonObject activity(String id, String text) {
    String what = text.substring(0, text.indexOf('@'));
    String[] amount = what.split("=", -1);
    String[] subject = amount[0].split(":", -1);
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("userId", "usr_1")
            .put("type", subject[0])
            .put("at", instant(text.substring(text.indexOf('@') + 1)).toString());
    if (amount.length > 1) {
      json.put("amount", Long.valueOf(amount[1]));
    }
    return subject.length > 1 ? json.put("subject", subject[1]) : json;
  }

  private static Instant instant(String text) {
    return Instant.parse(
        text.length() == 11 ? text.replace("Z", "T00:00:00Z") : text.replace("Z", "") + "Z");
  }

  private Conditions read(JsonObject... conditions) {
    List<Fault> faults = new ArrayList<>();
    JsonObject message = new JsonObject().put("conditions", new JsonArray(List.of(conditions)));
    Conditions read = yardstick.read(message, faults);
    assertThat(faults).isEmpty();
    return read;
  }

  private static JsonObject condition(String type, String params) {
    return new JsonObject().put("type", type).put("params", new JsonObject(params));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // type | params | activities | current; window: 2 May 10:00 to 5 May 10:00, days of UTC
        "LOGIN_DAYS | {'days':2} | LOGIN@2026-05-02T10:00:00 LOGIN@2026-05-02T12:00:00 | 1",
        "LOGIN_DAYS | {'days':2} | LOGIN@2026-05-02T09:59:59.999 | 0",
        "LOGIN_DAYS | {'days':2} | LOGIN@2026-05-05T09:59:59.999 LOGIN@2026-05-03Z | 2",
        "LOGIN_DAYS | {'days':2} | LOGIN@2026-05-05T10:00:00 | 0",
        "LOGIN_DAYS | {'days':2} | WIN@2026-05-03Z | 0",
        "LOGIN_DAYS | {'days':2,'activity':'WIN'} | WIN@2026-05-03Z LOGIN@2026-05-04Z | 1",
        "LOGIN_STREAK | {'days':2} | LOGIN@2026-05-03Z LOGIN@2026-05-05Z | 1",
        "LOGIN_STREAK | {'days':2} | LOGIN@2026-05-03T23:59:59.999 LOGIN@2026-05-04Z | 2",
        "LOGIN_STREAK | {'days':2} | LOGIN@2026-05-01T23:00:00 LOGIN@2026-05-02T11:00:00 | 1",
        "LOGIN_STREAK | {'days':4} | LOGIN@2026-05-02T23:00:00 LOGIN@2026-05-03Z LOGIN@2026-05-04Z"
            + " LOGIN@2026-05-05Z | 4",
        "LOGIN_STREAK | {'days':1,'activity':'ATTENDANCE'} | ATTENDANCE@2026-05-03Z | 1",
        "INVITE_FRIENDS | {'count':2} | INVITE@2026-05-03Z INVITE:usr_9=5@2026-05-03Z | 2",
        "INVITE_FRIENDS | {'count':2} | INVITE@2026-05-05T10:00:00 INVITE@2026-05-01Z | 0",
        "LEVEL_REACHED | {'level':9} | LEVEL=30@2020-01-01Z LEVEL=12@2026-05-03Z | 30",
        "LEVEL_REACHED | {'level':9} | LEVEL=8@2029-12-31Z | 8",
        "LEVEL_REACHED | {'level':9} | | 0",
        "QUEST_COMPLETED | {'questId':'q1'} | QUEST:q1@2026-05-03Z QUEST:q1@2026-05-04Z | 1",
        "QUEST_COMPLETED | {'questId':'q1'} | QUEST:q2@2026-05-03Z QUEST@2026-05-04Z | 0",
        "QUEST_COMPLETED | {'questId':'q1'} | QUEST:q1@2026-05-02T09:59:59.999 | 0",
        "ACTIVITY_COUNT | {'activity':'WIN','target':3} | WIN=7@2026-05-03Z WIN:x@2026-05-04Z | 2",
        "ACTIVITY_COUNT | {'activity':'WIN','subject':'x','target':3} | WIN@2026-05-03Z"
            + " WIN:x@2026-05-04Z WIN:y@2026-05-04Z WIN:x@2026-05-05T10:00:00 | 1",
        "ACTIVITY_SUM | {'activity':'WIN','target':3} | WIN=7@2026-05-03Z"
            + " WIN:x=4@2026-05-02T10:00:00 WIN=100@2026-05-02T09:00:00 | 11",
        "ACTIVITY_SUM | {'activity':'WIN','subject':'x','target':3} | WIN=7@2026-05-03Z"
            + " WIN:x=4@2026-05-04Z | 4",
        "ACTIVITY_MAX | {'activity':'WIN','target':3} | WIN=7@2026-05-03Z WIN:x=9@2026-05-04Z"
            + " WIN=100@2026-05-05T10:00:00 | 9",
        "ACTIVITY_MAX | {'activity':'WIN','subject':'y','target':3} | WIN:x=9@2026-05-04Z | 0",
        "EXPRESSION | {'expression':'count(\"WIN\") * 2 == sum(\"WIN\", \"x\")'} |"
            + " WIN:x=4@2026-05-03Z WIN=1@2026-05-04Z WIN=1@2026-05-05T10:00:00 | 1",
        "EXPRESSION | {'expression':'streak(\"WIN\") > 1 ? true : days(\"WIN\") > 2'} |"
            + " WIN@2026-05-02T12:00:00 WIN@2026-05-04Z | 0",
      })
  void measure_inAWindow_exactly(String type, String params, String activities, long current) {
    Window window =
        new Window(Instant.parse("2026-05-02T10:00:00Z"), Instant.parse("2026-05-05T10:00:00Z"));

    Measured measured =
        measure(
            new GameDays(ZoneOffset.UTC, LocalTime.MIDNIGHT),
            window,
            activities,
            condition(type, params.replace("\"", "\\\"").replace('\'', '"')));

    assertThat(measured.current()).isEqualTo(current);
    assertThat(measured.met()).isEqualTo(current >= measured.target());
    assertThat(measured.type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the reset hour divides nights, not dates
        "Asia/Seoul | 05:00 | LOGIN@2026-05-02T19:59:59.999 LOGIN@2026-05-02T20:00:00 | 2",
        "Asia/Seoul | 05:00 | LOGIN@2026-05-02T20:00:00 LOGIN@2026-05-03T19:59:59.999 | 1",
        // a day of 23 hours and one of 25 are one day each
        "America/New_York | 00:00 | LOGIN@2026-03-08T04:59:59 LOGIN@2026-03-08T05:00:00"
            + " LOGIN@2026-03-09T03:59:59 LOGIN@2026-03-09T04:00:00 | 3",
        "America/New_York | 00:00 | LOGIN@2026-11-01T03:59:59 LOGIN@2026-11-01T04:00:00"
            + " LOGIN@2026-11-02T04:59:59 LOGIN@2026-11-02T05:00:00 | 3",
        // a reset hour that is skipped, and one that comes twice
        "America/New_York | 02:30 | LOGIN@2026-03-08T06:59:59 LOGIN@2026-03-08T07:00:00 | 2",
        "America/New_York | 01:30 | LOGIN@2026-11-01T05:30:00 LOGIN@2026-11-01T06:30:00 | 1",
        // the leap day, and the year that has none
        "UTC | 00:00 | LOGIN@2028-02-28Z LOGIN@2028-02-29Z LOGIN@2028-03-01Z | 3",
        "UTC | 00:00 | LOGIN@2028-02-28Z LOGIN@2028-03-01Z | 1",
        "UTC | 00:00 | LOGIN@2026-02-28Z LOGIN@2026-03-01Z | 2",
        "UTC | 00:00 | LOGIN@2026-12-31Z LOGIN@2027-01-01Z | 2",
        // Samoa never had 30 December 2011
        "Pacific/Apia | 00:00 | LOGIN@2011-12-30T09:00:00 LOGIN@2011-12-30T11:00:00 | 2",
      })
  void measure_streakOverTheCalendar_neitherBreaksNorDoubles(
      String zone, String reset, String activities, long current) {
    GameDays days = new GameDays(ZoneId.of(zone), LocalTime.parse(reset));
    Window window = new Window(Instant.parse("2010-01-01T00:00:00Z"), CLOCK.instant());

    Measured measured =
        measure(days, window, activities, condition("LOGIN_STREAK", "{\"days\":2}"));

    assertThat(measured.current()).isEqualTo(current);
  }

  @ParameterizedTest
  @CsvSource({"ALL, 1 1, true", "ALL, 1 9, false", "ANY, 1 9, true", "ANY, 9 9, false"})
  void areMet_allOrAny_asTheySay(Conditions.Match match, String targets, boolean met) {
    JsonObject[] wins = new JsonObject[2];
    for (int i = 0; i < 2; i++) {
      wins[i] =
          condition("EXPRESSION", "{\"expression\":\"" + targets.split(" ", -1)[i] + "==1\"}");
    }
    Conditions conditions = new Conditions(read(wins).all(), match);

    assertThat(Yardstick.areMet(conditions, yardstick.measure(conditions, Facts.none())))
        .isEqualTo(met);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL", "ANY"})
  void areMet_nothingAsked_true(Conditions.Match match) {
    assertThat(Yardstick.areMet(new Conditions(List.of(), match), List.of())).isTrue();
  }

  /** C7: what is measured is never more than a client can hold. */
  @Test
  void measured_moreThanClientsCanHold_theMost() {
    Condition condition = read(condition("LEVEL_REACHED", "{\"level\":1}")).all().get(0);

    assertThat(Measured.of(condition, new LevelReached(1), Long.MAX_VALUE).current())
        .isEqualTo(9_007_199_254_740_991L);
  }

  @Test
  void yardstick_expressions_readElsewhereEachOnceHoweverManyAsk() {
    List<Runnable> tasks = new ArrayList<>();
    Promise<Void> worked = Promise.promise();
    Criteria cold =
        new Criteria(
            task -> {
              tasks.add(task);
              return worked.future();
            });
    Conditions one = read(condition("EXPRESSION", "{\"expression\":\"1 < 2\"}"));
    Conditions both =
        read(
            condition("EXPRESSION", "{\"expression\":\"1 < 2\"}"),
            condition("EXPRESSION", "{\"expression\":\"1 < 3\"}"));

    assertThat(cold.yardstick(read(condition("LEVEL_REACHED", "{\"level\":1}"))).isComplete())
        .isTrue();
    List<Future<Yardstick>> asked =
        List.of(cold.yardstick(one), cold.yardstick(both), cold.yardstick(both));
    assertThat(asked).noneMatch(Future::isComplete);
    assertThat(tasks).hasSize(2);

    tasks.forEach(Runnable::run);
    worked.complete();
    Future.all(asked).await();

    assertThat(cold.yardstick(both).isComplete()).isTrue();
    assertThat(cold.yardstick(both).await().measure(both, Facts.none())).allMatch(Measured::met);
    assertThat(tasks).hasSize(2);
  }

  /** What a patch says of conditions, and what it does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 0",
        "{'conditions':null,'match':null} | 0",
        "{'conditions':[]} | 0",
        "{'conditions':[{'type':'EXPRESSION','params':{}}]} | 1",
        "{'conditions':[{'type':'EXPRESSION','params':{'expression':'nonsense'}}]} | 1",
        "{'conditions':[{'type':'LOGIN_DAYS','params':{'days':1}}]} | 0",
      })
  void yardstick_ofAMessage_whatItSaysOfExpressions(String message, int read) {
    List<Runnable> tasks = new ArrayList<>();
    Criteria cold =
        new Criteria(
            task -> {
              tasks.add(task);
              return Fixtures.atOnce(task);
            });

    cold.yardstick(new JsonObject(message.replace('\'', '"'))).await();

    assertThat(tasks).hasSize(read);
  }
}
