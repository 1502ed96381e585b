package io.laurel.event.facts.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.Fixtures;
import io.laurel.event.facts.activity.Activity;
import io.laurel.event.facts.activity.ActivityConfig;
import io.laurel.event.facts.activity.ActivityService;
import io.laurel.event.facts.activity.ActivityService.Question;
import io.laurel.event.facts.activity.ActivityStore;
import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Recorded;
import io.laurel.event.facts.activity.Window;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.mongo.StoreKit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a store adds up and a service makes of it, against one look at each fact by itself: at
 * random, of conditions of every type, over windows that begin and end anywhere.
 */
abstract class FactsOracleKit extends StoreKit<ActivityStore> {
  private static final String PLAYER = "usr_1";
  private static final int FACTS = 300;
  private static final int QUESTIONS = 25;
  private static final List<String> TYPES = List.of("LOGIN", "WIN", "INVITE", "LEVEL", "QUEST");
  private static final List<String> SUBJECTS = List.of("q1", "$type", "a/2026-10-31/b", "ß", "q1/");

  private Random random;
  private GameDays days;
  private Instant middle;
  private final List<Activity> facts = new ArrayList<>();

  FactsOracleKit() {
    super(ActivityStore::prepare);
  }

  /**
   * One condition, and what is to be measured by it.
   *
   * @param expected of a window
   */
  private record Asked(JsonObject condition, Function<Window, Long> expected) {}

  /** What an event asks, in its window. */
  private record Event(Window window, List<Asked> asked) {
    Conditions conditions() {
      JsonArray conditions = new JsonArray();
      asked.forEach(one -> conditions.add(one.condition()));
      return Conditions.of(new JsonObject().put("conditions", conditions));
    }

    List<Long> expected() {
      return asked.stream().map(one -> one.expected().apply(window)).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 00:00, 2026-05-03T00:00:00Z, 1",
    "Asia/Seoul, 05:00, 2026-05-03T20:00:00Z, 2",
    "America/New_York, 02:30, 2026-03-08T07:00:00Z, 3",
    "America/New_York, 01:30, 2026-11-01T05:30:00Z, 4",
    "Pacific/Apia, 00:00, 2011-12-30T10:00:00Z, 5",
    "Asia/Kathmandu, 23:59, 2026-01-01T00:00:00Z, 6",
  })
  void facts_atRandom_asCountedOneByOne(String zone, String reset, Instant about, int seed) {
    random = new Random(seed);
    days = new GameDays(ZoneId.of(zone), LocalTime.parse(reset));
    middle = about;
    tell();
    ActivityService service =
        new ActivityService(
            store, days, new ActivityConfig(Duration.ofDays(35), 1_000), Clock.systemUTC());
    List<Event> events = Stream.generate(this::event).limit(QUESTIONS).toList();
    Conditions[] all = events.stream().map(Event::conditions).toArray(Conditions[]::new);
    Yardstick yardstick = Fixtures.criteria().yardstick(all).await();
    Function<Event, Question> question =
        event -> new Question(yardstick.sources(event.conditions()), event.window());

    Function<Question, Facts> known =
        service.facts(PLAYER, events.stream().map(question).toList()).await();

    for (Event event : events) {
      Question asked = question.apply(event);
      Facts alone = service.facts(PLAYER, asked.sources(), asked.window()).await();
      assertThat(measured(yardstick, event, known.apply(asked)))
          .as("of many, %s", event)
          .isEqualTo(event.expected());
      assertThat(measured(yardstick, event, alone))
          .as("alone, %s", event)
          .isEqualTo(event.expected());
    }
    assertThat(events).anyMatch(event -> event.expected().stream().anyMatch(value -> value > 3));
  }

  private static List<Long> measured(Yardstick yardstick, Event event, Facts facts) {
    return yardstick.measure(event.conditions(), facts).stream().map(Measured::current).toList();
  }

  /** Many at the edges of days, and those of another player, who must not be met. */
  private void tell() {
    for (int i = 0; i < FACTS; i++) {
      Instant at = moment();
      facts.add(
          new Activity(
              "a" + i,
              random.nextInt(10) == 0 ? "usr_2" : PLAYER,
              any(TYPES),
              random.nextBoolean() ? null : any(SUBJECTS),
              1 + random.nextInt(1_000_000_000),
              at,
              days.dayOf(at)));
    }
    assertThat(store.record(facts).await()).containsOnly(Recorded.COUNTED);
  }

  private Instant moment() {
    Instant at = middle.plusMillis(random.nextLong(-8 * 86_400_000L, 8 * 86_400_000L));
    return switch (random.nextInt(4)) {
      case 0 -> days.startOf(days.dayOf(at));
      case 1 -> days.startOf(days.dayOf(at)).minusMillis(1);
      case 2 -> facts.isEmpty() ? at : facts.get(random.nextInt(facts.size())).at();
      default -> at;
    };
  }

  private Event event() {
    Instant one = moment();
    Instant other = moment();
    Instant end = one.isAfter(other) ? one : other;
    Window window =
        new Window(one.isAfter(other) ? other : one, end.equals(one) ? end.plusMillis(1) : end);
    return new Event(window, Stream.generate(this::asked).limit(1 + random.nextInt(4)).toList());
  }

  private Asked asked() {
    String type = any(TYPES);
    String subject = random.nextBoolean() ? null : any(SUBJECTS);
    JsonObject params = new JsonObject();
    return switch (random.nextInt(9)) {
      case 0 -> of("LOGIN_DAYS", params.put("days", 1).put("activity", type), in -> days(in, type));
      case 1 ->
          of("LOGIN_STREAK", params.put("days", 1).put("activity", type), in -> streak(in, type));
      case 2 -> of("INVITE_FRIENDS", params.put("count", 1), in -> count(in, "INVITE", null));
      case 3 -> of("LEVEL_REACHED", params.put("level", 1), in -> highestLevel());
      case 4 -> {
        String quest = any(SUBJECTS);
        yield of(
            "QUEST_COMPLETED",
            params.put("questId", quest),
            in -> Math.min(1, count(in, "QUEST", quest)));
      }
      case 5 -> of("ACTIVITY_COUNT", about(type, subject), in -> count(in, type, subject));
      case 6 -> of("ACTIVITY_SUM", about(type, subject), in -> sum(in, type, subject));
      case 7 -> of("ACTIVITY_MAX", about(type, subject), in -> max(in, type, subject));
      default ->
          of(
              "EXPRESSION",
              params.put(
                  "expression",
                  "streak(\"%s\") * 2 > days(\"%s\") && sum(\"WIN\", \"q1\") > count(\"%s\")"
                      .formatted(type, type, type)),
              in ->
                  streak(in, type) * 2 > days(in, type)
                          && sum(in, "WIN", "q1") > count(in, type, null)
                      ? 1L
                      : 0L);
    };
  }

  private static Asked of(String type, JsonObject params, Function<Window, Long> expected) {
    return new Asked(new JsonObject().put("type", type).put("params", params), expected);
  }

  private static JsonObject about(String type, String subject) {
    JsonObject params = new JsonObject().put("activity", type).put("target", 1);
    return subject == null ? params : params.put("subject", subject);
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private Stream<Activity> own(Window in, String type, Predicate<Activity> others) {
    return facts.stream()
        .filter(fact -> fact.userId().equals(PLAYER) && fact.type().equals(type))
        .filter(fact -> !fact.at().isBefore(in.start()) && fact.at().isBefore(in.end()))
        .filter(others);
  }

  private Stream<Activity> own(Window in, String type, String subject) {
    return own(in, type, fact -> subject == null || subject.equals(fact.subject()));
  }

  private long count(Window in, String type, String subject) {
    return own(in, type, subject).count();
  }

  private long sum(Window in, String type, String subject) {
    return own(in, type, subject).mapToLong(Activity::amount).sum();
  }

  private long max(Window in, String type, String subject) {
    return own(in, type, subject).mapToLong(Activity::amount).max().orElse(0);
  }

  private long highestLevel() {
    return max(new Window(Instant.MIN, Instant.MAX), "LEVEL", null);
  }

  private long days(Window in, String type) {
    return own(in, type, fact -> true).map(Activity::day).distinct().count();
  }

  private long streak(Window in, String type) {
    long longest = 0;
    long length = 0;
    LocalDate before = null;
    for (LocalDate day :
        own(in, type, fact -> true).map(Activity::day).distinct().sorted().toList()) {
      length = before != null && days.areConsecutive(before, day) ? length + 1 : 1;
      longest = Math.max(longest, length);
      before = day;
    }
    return longest;
  }
}
