package io.laurel.event.facts.activity;

import static io.laurel.event.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ActivityServiceTest {
  private static final int MAX_SUBJECTS = 3;
  private static final ActivityConfig CONFIG =
      new ActivityConfig(Duration.ofDays(35), MAX_SUBJECTS);

  private final InMemoryActivityStore store = new InMemoryActivityStore(MAX_SUBJECTS);
  private final GameDays days = new GameDays(ZoneId.of("Asia/Seoul"), LocalTime.of(5, 0));

  private ActivityService at(Instant now) {
    return new ActivityService(store, days, CONFIG, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Call call(JsonObject message) {
    return new Call(
        "activity.record",
        new Principal("usr_1", "ada", "ses_1", Set.of(Role.USER), 0, Instant.MAX),
        message,
        "req",
        Origin.UNKNOWN);
  }

  private static JsonObject activity(String id, Instant at) {
    return new JsonObject()
        .put("id", id)
        .put("userId", "usr_1")
        .put("type", "WIN")
        .put("at", Instants.format(at));
  }

  private JsonArray record(JsonObject... activities) {
    JsonArray batch = new JsonArray();
    for (JsonObject activity : activities) {
      batch.add(activity);
    }
    return at(NOW)
        .record(call(new JsonObject().put("activities", batch)))
        .await()
        .body()
        .getJsonArray("results");
  }

  private Facts facts(Instant from, Instant to) {
    return at(NOW).facts("usr_1", Set.of(Source.of("WIN")), new Window(from, to)).await();
  }

  @ParameterizedTest
  @CsvSource({
    "60000, COUNTED,",
    "60001, REJECTED, activity-in-future",
    "0, COUNTED,",
    "-3024000000, COUNTED,",
    "-3024000001, REJECTED, activity-too-old",
  })
  void record_atTheEdgesOfTime_asPromised(long millis, String result, String code) {
    JsonObject answer = record(activity("a", NOW.plusMillis(millis))).getJsonObject(0);

    assertThat(answer.getString("id")).isEqualTo("a");
    assertThat(answer.getString("result")).isEqualTo(result);
    assertThat(answer.getString("code")).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada\u200b", "a b", "\u0001a", ".", "..", "\u3000", "\u00adada"})
  void record_whatCanBeNoPlayer_rejectedAndTheOthersCounted(String player) {
    JsonArray results = record(activity("a", NOW).put("userId", player), activity("b", NOW));

    assertThat(results.getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("id", "a")
                .put("result", "REJECTED")
                .put("code", "invalid-player-id"));
    assertThat(results.getJsonObject(1).getString("result")).isEqualTo("COUNTED");
  }

  @Test
  void record_playerTooLong_rejected() {
    JsonObject result = record(activity("a", NOW).put("userId", "x".repeat(129))).getJsonObject(0);

    assertThat(result.getString("code")).isEqualTo("invalid-player-id");
  }

  @Test
  void record_spellingsOfOnePlayer_oneFact() {
    String composed = "caf\u00e9";
    JsonArray results =
        record(
            activity("a", NOW).put("userId", composed),
            activity("a", NOW).put("userId", "\u00a0cafe\u0301 "));

    assertThat(results.stream().map(result -> ((JsonObject) result).getString("result")))
        .containsExactly("COUNTED", "DUPLICATE");
  }

  @Test
  void record_someRejected_theOthersCountedInTheirOrder() {
    JsonArray results =
        record(
            activity("old", NOW.minus(Duration.ofDays(36))),
            activity("a", NOW),
            activity("new", NOW.plus(Duration.ofDays(1))),
            activity("a", NOW),
            activity("b", NOW));

    assertThat(results.stream().map(JsonObject.class::cast))
        .extracting(result -> result.getString("id") + " " + result.getString("result"))
        .containsExactly("old REJECTED", "a COUNTED", "new REJECTED", "a DUPLICATE", "b COUNTED");
  }

  /** Each item says for itself that its bucket is full. */
  @Test
  void record_bucketFull_rejectedWithItsCodeAndTheOthersCounted() {
    List<String> ids =
        Activities.loginsOfOneBucket(Bucket.MAX_ENTRIES + 1).stream().map(Activity::id).toList();
    String late = ids.get(Bucket.MAX_ENTRIES);
    record(
        ids.subList(0, Bucket.MAX_ENTRIES).stream()
            .map(id -> activity(id, NOW))
            .toArray(JsonObject[]::new));

    JsonArray results =
        record(activity(ids.get(0), NOW), activity(late, NOW), activity("of another bucket", NOW));

    assertThat(results)
        .isEqualTo(
            new JsonArray()
                .add(new JsonObject().put("id", ids.get(0)).put("result", "DUPLICATE"))
                .add(
                    new JsonObject()
                        .put("id", late)
                        .put("result", "REJECTED")
                        .put("code", "too-many-activities"))
                .add(new JsonObject().put("id", "of another bucket").put("result", "COUNTED")));
  }

  /** Each item says for itself that its day has no room for another subject. */
  @Test
  void record_subjectsFull_rejectedWithItsCodeAndTheOthersCounted() {
    record(about("a", "s1"), about("a", "s2"), about("a", "s3"));

    JsonArray results = record(about("a", "s4"), about("b", "s3"), about("a", "s1"));

    assertThat(results)
        .isEqualTo(
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("id", "a")
                        .put("result", "REJECTED")
                        .put("code", "too-many-subjects"))
                .add(new JsonObject().put("id", "b").put("result", "COUNTED"))
                .add(new JsonObject().put("id", "a").put("result", "DUPLICATE")));
  }

  private static JsonObject about(String id, String subject) {
    return activity(id, NOW).put("subject", subject);
  }

  @Test
  void record_daysThatDoNotExist_pointerEach() {
    JsonObject bad = activity("a", NOW).put("at", "2026-02-30T00:00:00Z");

    Failure failure =
        catchThrowableOfType(
            Failure.class, () -> record(bad.copy(), activity("b", NOW), bad.copy()));

    assertThat(failure.faults())
        .extracting(Fault::pointer)
        .containsExactly("/activities/0/at", "/activities/2/at");
    assertThat(facts(NOW.minusSeconds(1), NOW.plusSeconds(1)).count("WIN", null)).isZero();
  }

  @Test
  void record_withoutAmount_one() {
    record(activity("a", NOW), activity("b", NOW).put("amount", 41L));

    assertThat(facts(NOW, NOW.plusMillis(1)).sum("WIN", null)).isEqualTo(42);
  }

  /** C4: one activity at NOW, windows that begin and end about it. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "-1, 0, 0",
    "-1, 1, 1",
    "1, 2, 0",
    "-172800000, 0, 0",
    "-172800000, 1, 1",
    "0, 172800000, 1",
    "1, 172800000, 0",
    "-172800000, 172800000, 1",
    "-315360000000, 315360000000, 1",
  })
  void facts_atTheEdgesOfTheWindow_exactToTheMillisecond(long from, long to, long count) {
    record(activity("a", NOW));

    Facts facts = facts(NOW.plusMillis(from), NOW.plusMillis(to));

    assertThat(facts.count("WIN", null)).isEqualTo(count);
    assertThat(facts.days("WIN")).isEqualTo(count);
    assertThat(facts.max("WIN", null)).isEqualTo(count);
  }

  @Test
  void facts_windowOfWholeDays_judgedBySums() {
    Instant start = days.startOf(days.dayOf(NOW));
    record(activity("a", start), activity("b", start.minusMillis(1)), activity("c", NOW));

    assertThat(facts(start, start.plus(Duration.ofDays(1))).count("WIN", null)).isEqualTo(2);
  }

  @Test
  void facts_yearsThatNoTextHolds_nothingBreaks() {
    record(activity("a", NOW));

    Instant farBack = Instant.parse("-0001-01-01T00:00:00Z");
    Instant farAhead = Instant.parse("+10000-01-01T00:00:00Z");
    assertThat(facts(farBack, farAhead).count("WIN", null)).isEqualTo(1);
  }

  @Test
  void checkIn_dayAfterDay_streakAndTotal() {
    Instant reset = days.startOf(days.dayOf(NOW));
    checkIn(reset.minus(Duration.ofDays(3)));
    checkIn(reset.minusMillis(1));

    JsonObject first = checkIn(reset);
    JsonObject again = checkIn(reset.plus(Duration.ofHours(23)));

    assertThat(first)
        .isEqualTo(
            new JsonObject()
                .put("day", days.dayOf(reset).toString())
                .put("streak", 2L)
                .put("total", 3)
                .put("counted", true));
    assertThat(again).isEqualTo(first.copy().put("counted", false));
  }

  private JsonObject checkIn(Instant now) {
    return at(now).checkIn(call(new JsonObject())).await().body();
  }

  @Test
  void record_ofOurOwn_countedHoweverOldAndOnce() {
    Instant longAgo = NOW.minus(Duration.ofDays(300));

    assertThat(at(NOW).record("ses_1", "usr_1", "WIN", longAgo).await())
        .isEqualTo(Recorded.COUNTED);
    assertThat(at(NOW).record("ses_1", "usr_1", "WIN", longAgo).await())
        .isEqualTo(Recorded.DUPLICATE);
    assertThat(facts(longAgo, NOW).count("WIN", null)).isEqualTo(1);
  }
}
