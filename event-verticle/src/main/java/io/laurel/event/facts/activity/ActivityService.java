package io.laurel.event.facts.activity;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.text.Spelling;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes facts about users, and tells what is known. */
public final class ActivityService {
  private static final String ATTENDANCE = "ATTENDANCE";

  /** One a day and user: the day is part of what makes an id unique. */
  private static final String CHECK_IN = "check-in";

  /**
   * One activity of a batch.
   *
   * @param refusal code of why it is not counted; null where it may be
   */
  private record Judged(Activity activity, @Nullable String refusal) {}

  private final ActivityStore store;
  private final GameDays days;
  private final ActivityConfig config;
  private final Clock clock;

  /** A service on that store. */
  public ActivityService(ActivityStore store, GameDays days, ActivityConfig config, Clock clock) {
    this.store = store;
    this.days = days;
    this.config = config;
    this.clock = clock;
  }

  /** Counts each activity of a batch that was not counted before, and says of each what became. */
  public Future<Reply> record(Call call) {
    JsonArray sent = call.message().getJsonArray("activities");
    Instant now = Instants.now(clock);
    List<Judged> batch = judged(sent, now);
    List<Activity> fit =
        batch.stream().filter(judged -> judged.refusal() == null).map(Judged::activity).toList();
    return store.record(fit).map(recorded -> Reply.of(results(batch, recorded)));
  }

  /**
   * Counts one activity that this system saw itself, however old it is.
   *
   * @param id of the same user, type and day the same id counts once
   */
  public Future<Recorded> record(String id, String userId, String type, Instant at) {
    Activity activity = new Activity(id, userId, type, null, 1, at, days.dayOf(at));
    return store.record(List.of(activity)).map(recorded -> recorded.get(0));
  }

  /** Checks the caller in for today; once a day it counts. */
  public Future<Reply> checkIn(Call call) {
    String userId = call.principal().userId();
    Instant now = Instants.now(clock);
    return record(CHECK_IN, userId, ATTENDANCE, now)
        .compose(
            recorded ->
                store
                    .days(userId, ATTENDANCE)
                    .map(attended -> Reply.of(attendance(days.dayOf(now), attended, recorded))));
  }

  /** What is known of that user in that window, as far as the sources name it. */
  public Future<Facts> facts(String userId, Set<Source> sources, Window window) {
    if (sources.isEmpty()) {
      return Future.succeededFuture(Facts.none());
    }
    Reading reading = Reading.of(userId, sources, window, days);
    return store.read(reading).map(buckets -> Facts.of(buckets, reading, window, days));
  }

  /**
   * What somebody wants to know of a window.
   *
   * @param sources none where nothing is asked
   */
  public record Question(Set<Source> sources, Window window) {
    /** Copies the sources. */
    public Question {
      sources = Set.copyOf(sources);
    }
  }

  /**
   * What answers each of the questions as {@link #facts(String, Set, Window)} would, out of one
   * read; to be asked nothing else.
   */
  public Future<Function<Question, Facts>> facts(String userId, List<Question> questions) {
    List<Question> asking =
        questions.stream().filter(question -> !question.sources().isEmpty()).toList();
    return asking.isEmpty()
        ? Future.succeededFuture(question -> Facts.none())
        : store
            .read(Reading.of(userId, asking, days))
            .map(buckets -> new Known(userId, buckets, days)::answer);
  }

  private List<Judged> judged(JsonArray sent, Instant now) {
    List<Judged> activities = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      try {
        activities.add(judged(sent.getJsonObject(i), "/activities/" + i, now));
      } catch (Failure failure) {
        faults.addAll(failure.faults());
      }
    }
    Failure.throwIfAny(faults);
    return activities;
  }

  private Judged judged(JsonObject json, String pointer, Instant now) {
    Instant at = Instants.parse(json.getString("at"), pointer + "/at");
    Optional<String> player = Spelling.player(json.getString("userId"));
    Activity activity =
        new Activity(
            json.getString("id"),
            player.orElse(""),
            json.getString("type"),
            json.getString("subject"),
            json.getLong("amount", 1L),
            at,
            days.dayOf(at));
    return new Judged(activity, player.isEmpty() ? "invalid-player-id" : untimely(at, now));
  }

  private @Nullable String untimely(Instant at, Instant now) {
    if (at.isAfter(now.plus(ActivityConfig.AHEAD))) {
      return "activity-in-future";
    }
    return at.isBefore(now.minus(config.maxAge())) ? "activity-too-old" : null;
  }

  private static JsonObject results(List<Judged> batch, List<Recorded> recorded) {
    JsonArray results = new JsonArray();
    int next = 0;
    for (Judged judged : batch) {
      results.add(
          judged.refusal() == null
              ? result(judged.activity(), recorded.get(next++))
              : rejected(judged.activity(), judged.refusal()));
    }
    return new JsonObject().put("results", results);
  }

  private static JsonObject result(Activity activity, Recorded recorded) {
    return switch (recorded) {
      case COUNTED, DUPLICATE ->
          new JsonObject().put("id", activity.id()).put("result", recorded.name());
      case FULL -> rejected(activity, "too-many-activities");
      case SUBJECTS_FULL -> rejected(activity, "too-many-subjects");
    };
  }

  private static JsonObject rejected(Activity activity, String code) {
    return new JsonObject().put("id", activity.id()).put("result", "REJECTED").put("code", code);
  }

  private JsonObject attendance(LocalDate today, Set<LocalDate> attended, Recorded recorded) {
    SortedSet<LocalDate> upToToday = new TreeSet<>(attended).headSet(today.plusDays(1));
    return new JsonObject()
        .put("day", today.toString())
        .put("streak", Facts.lastStreak(upToToday, days))
        .put("total", upToToday.size())
        .put("counted", recorded == Recorded.COUNTED);
  }
}
