package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.MongoActivityStore.DAY;
import static io.laurel.event.facts.activity.MongoActivityStore.SUBJECT;
import static io.laurel.event.facts.activity.MongoActivityStore.TYPE;
import static io.laurel.event.facts.activity.MongoActivityStore.USER_ID;

import io.laurel.event.facts.activity.SubjectBound.Look;
import io.laurel.event.facts.activity.SubjectBound.Turn;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The subjects that one batch names, on their way past the bound. */
final class BatchSubjects {
  private final SubjectBound bound;
  private final Map<SubjectDay, Set<String>> named = new LinkedHashMap<>();
  private final Map<SubjectDay, Integer> made = new HashMap<>();
  private final List<Turn> turns;

  /** Takes what the bound gives without a look. */
  BatchSubjects(SubjectBound bound, List<Fold> folds) {
    this.bound = bound;
    for (Fold fold : folds) {
      if (fold.key().subject() != null) {
        named
            .computeIfAbsent(SubjectDay.of(fold.key()), day -> new LinkedHashSet<>())
            .add(fold.key().subject());
      }
    }
    this.turns =
        named.entrySet().stream().map(one -> bound.enter(one.getKey(), one.getValue())).toList();
  }

  /** Whether something has to be seen before the write. */
  boolean mustLook() {
    return turns.stream().anyMatch(turn -> turn.look() != Look.NONE);
  }

  /** The days of which all subjects have to be seen. */
  List<SubjectDay> days() {
    return turns.stream().filter(turn -> turn.look() == Look.DAY).map(Turn::day).toList();
  }

  /** The ids of all buckets that the subjects in question can have. */
  List<String> buckets() {
    return turns.stream()
        .filter(turn -> turn.look() == Look.SUBJECTS)
        .flatMap(
            turn ->
                named.getOrDefault(turn.day(), Set.of()).stream()
                    .flatMap(subject -> BucketKey.chunks(turn.day(), subject)))
        .map(BucketKey::id)
        .toList();
  }

  /** Takes in what was seen, and refuses the facts whose subjects find no room. */
  void seen(Collection<JsonObject> buckets, List<Fold> folds) {
    Map<SubjectDay, Set<String>> there = new HashMap<>();
    for (JsonObject bucket : buckets) {
      if (bucket.containsKey(SUBJECT)) {
        there.computeIfAbsent(dayOf(bucket), day -> new HashSet<>()).add(bucket.getString(SUBJECT));
      }
    }
    Map<SubjectDay, Set<String>> refused = new HashMap<>();
    for (Turn turn : turns) {
      if (turn.look() != Look.NONE) {
        SubjectDay day = turn.day();
        refused.put(
            day,
            bound.seen(turn, named.getOrDefault(day, Set.of()), there.getOrDefault(day, Set.of())));
      }
    }
    for (Fold fold : folds) {
      BucketKey key = fold.key();
      if (key.subject() != null
          && refused.getOrDefault(SubjectDay.of(key), Set.of()).contains(key.subject())) {
        fold.refuse(Recorded.SUBJECTS_FULL);
      }
    }
  }

  private static SubjectDay dayOf(JsonObject bucket) {
    return new SubjectDay(
        bucket.getString(USER_ID), bucket.getString(TYPE), LocalDate.parse(bucket.getString(DAY)));
  }

  /** Takes in that a bucket was made, and did not only take more facts. */
  void made(BucketKey bucket) {
    if (bucket.subject() != null) {
      made.merge(SubjectDay.of(bucket), 1, Integer::sum);
    }
  }

  /**
   * Gives back what was not needed.
   *
   * @param known whether everything was answered; else what was taken may have been needed
   */
  void leave(boolean known) {
    for (Turn turn : turns) {
      bound.leave(turn, known ? made.getOrDefault(turn.day(), 0) : turn.taken());
    }
  }
}
