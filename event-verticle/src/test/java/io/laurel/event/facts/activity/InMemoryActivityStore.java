package io.laurel.event.facts.activity;

import io.laurel.event.facts.activity.Fact.Place;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Activities in a map. */
public final class InMemoryActivityStore implements ActivityStore {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::day)
          .thenComparing(Place::type)
          .thenComparing(Place::subject, Comparator.nullsFirst(Comparator.naturalOrder()))
          .reversed();

  private final Map<BucketKey, Map<String, Bucket.Entry>> buckets = new HashMap<>();
  private final Map<String, Bucket> highest = new HashMap<>();
  private final int maxSubjects;

  /** A store whose days have at most a thousand subjects. */
  public InMemoryActivityStore() {
    this(1_000);
  }

  InMemoryActivityStore(int maxSubjects) {
    this.maxSubjects = maxSubjects;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<Recorded>> record(List<Activity> batch) {
    return Future.succeededFuture(batch.stream().map(this::record).toList());
  }

  private Recorded record(Activity activity) {
    if (Highest.isKept(activity.type())) {
      highest.merge(
          BucketKey.highestId(activity.userId(), activity.type()),
          new Bucket(activity.type(), null, null, 0, 0, activity.amount(), List.of()),
          (one, other) -> one.max() >= other.max() ? one : other);
    }
    BucketKey bucket = BucketKey.of(activity);
    if (isOneTooMany(bucket)) {
      return Recorded.SUBJECTS_FULL;
    }
    var entries = buckets.computeIfAbsent(bucket, key -> new LinkedHashMap<>());
    if (entries.containsKey(activity.id())) {
      return Recorded.DUPLICATE;
    }
    if (entries.size() >= Bucket.MAX_ENTRIES) {
      return Recorded.FULL;
    }
    entries.put(activity.id(), new Bucket.Entry(activity.at(), activity.amount()));
    return Recorded.COUNTED;
  }

  private boolean isOneTooMany(BucketKey bucket) {
    if (bucket.subject() == null) {
      return false;
    }
    SubjectDay day = SubjectDay.of(bucket);
    Set<String> there =
        buckets.keySet().stream()
            .filter(key -> key.subject() != null && SubjectDay.of(key).equals(day))
            .map(BucketKey::subject)
            .collect(Collectors.toSet());
    return !there.contains(bucket.subject()) && there.size() >= maxSubjects;
  }

  @Override
  public synchronized Future<List<Bucket>> read(Reading reading) {
    Map<Group, List<Bucket.Entry>> groups = new HashMap<>();
    buckets.forEach(
        (key, entries) -> {
          if (key.userId().equals(reading.userId())
              && !key.day().isBefore(reading.first())
              && !key.day().isAfter(reading.last())
              && reading.sources().stream().anyMatch(source -> isOf(key, source))) {
            boolean apart = reading.sources().contains(Source.of(key.type(), key.subject()));
            Group group = new Group(key.type(), apart ? key.subject() : null, key.day());
            groups.computeIfAbsent(group, g -> new ArrayList<>()).addAll(entries.values());
          }
        });
    List<Bucket> found = new ArrayList<>();
    groups.forEach(
        (group, entries) -> found.add(group.bucket(entries, reading.cut().contains(group.day()))));
    reading.sources().stream()
        .filter(source -> source.span() == Source.Span.EVER)
        .map(source -> highest.get(BucketKey.highestId(reading.userId(), source.type())))
        .filter(bucket -> bucket != null)
        .forEach(found::add);
    return Future.succeededFuture(found);
  }

  private static boolean isOf(BucketKey key, Source source) {
    return source.span() == Source.Span.WINDOW
        && source.type().equals(key.type())
        && (source.subject() == null || source.subject().equals(key.subject()));
  }

  private record Group(String type, String subject, LocalDate day) {
    Bucket bucket(List<Bucket.Entry> entries, boolean cut) {
      return new Bucket(
          type,
          subject,
          day,
          entries.size(),
          entries.stream().mapToLong(Bucket.Entry::amount).sum(),
          entries.stream().mapToLong(Bucket.Entry::amount).max().orElse(0),
          cut ? List.copyOf(entries) : List.of());
    }
  }

  @Override
  public synchronized Future<List<Fact>> facts(FactRange range, int limit) {
    Map<Place, Fact> facts = new HashMap<>();
    buckets.forEach(
        (key, entries) -> {
          Place place = new Place(key.day(), key.type(), key.subject());
          if (key.userId().equals(range.userId()) && isWithin(place, range)) {
            Bucket bucket =
                new Group(key.type(), key.subject(), key.day())
                    .bucket(List.copyOf(entries.values()), false);
            facts.merge(
                place, new Fact(place, bucket.count(), bucket.sum(), bucket.max()), Fact::plus);
          }
        });
    return Future.succeededFuture(
        facts.values().stream()
            .sorted(Comparator.comparing(Fact::place, ORDER))
            .limit(limit)
            .toList());
  }

  private static boolean isWithin(Place place, FactRange range) {
    return (range.from() == null || !place.day().isBefore(range.from()))
        && (range.to() == null || place.day().isBefore(range.to()))
        && (range.after() == null || ORDER.compare(place, range.after()) > 0);
  }

  @Override
  public synchronized Future<Set<LocalDate>> days(String userId, String type) {
    return Future.succeededFuture(
        buckets.keySet().stream()
            .filter(key -> key.userId().equals(userId) && key.type().equals(type))
            .map(BucketKey::day)
            .collect(Collectors.toSet()));
  }
}
