package io.laurel.event.claims.attempt;

import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Refused attempts in a map. */
public final class InMemoryAttemptStore implements AttemptStore {
  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id).reversed();

  private final Map<Attempted, Attempts> attempts = new HashMap<>();
  private final Map<Attempted, Map<String, Long>> codes = new HashMap<>();

  private final Throwable failure;

  public InMemoryAttemptStore() {
    this(null);
  }

  /** A store that is away: every write fails so. */
  public InMemoryAttemptStore(Throwable failure) {
    this.failure = failure;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> refused(Attempted what, Attempt attempt) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    String code = attempt.code();
    Attempts before = attempts.get(what);
    List<Attempt> recent = new ArrayList<>(List.of(attempt));
    if (before != null) {
      recent.addAll(before.recent());
    }
    attempts.put(
        what,
        new Attempts(
            what,
            before == null ? 1 : before.count() + 1,
            before == null ? attempt.at() : before.firstAt(),
            code,
            attempt.at(),
            recent.subList(0, Math.min(recent.size(), Attempts.RECENT))));
    codes.computeIfAbsent(what, none -> new HashMap<>()).merge(code, 1L, Long::sum);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Attempts> find(Attempted what) {
    return Future.succeededFuture(attempts.get(what));
  }

  @Override
  public synchronized Future<Page<Attempts>> list(String eventId, String userId, PageRequest page) {
    return Future.succeededFuture(
        Page.of(
            attempts.values().stream()
                .filter(one -> one.what().eventId().equals(eventId))
                .filter(one -> userId == null || one.what().userId().equals(userId))
                .filter(
                    one ->
                        page.after() == null
                            || NEWEST_FIRST.compare(one.cursor(), page.after()) > 0)
                .sorted(Comparator.comparing(Attempts::cursor, NEWEST_FIRST))
                .limit(page.limit() + 1L)
                .toList(),
            page.limit(),
            Attempts::cursor));
  }

  @Override
  public synchronized Future<Instant> oldest(String eventId) {
    return Future.succeededFuture(
        attempts.values().stream()
            .filter(one -> one.what().eventId().equals(eventId))
            .map(Attempts::firstAt)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  private Stream<Attempts> within(String eventId, Instant from, Instant to) {
    return attempts.values().stream()
        .filter(one -> one.what().eventId().equals(eventId))
        .filter(one -> !one.firstAt().isBefore(from) && one.firstAt().isBefore(to));
  }

  @Override
  public synchronized Future<Long> countUpTo(long most, String eventId, Instant from, Instant to) {
    return Future.succeededFuture(Math.min(most, within(eventId, from, to).count()));
  }

  @Override
  public synchronized Future<Map<String, Long>> countByCode(
      String eventId, Instant from, Instant to) {
    Map<String, Long> sums = new HashMap<>();
    within(eventId, from, to)
        .forEach(
            one ->
                codes.get(one.what()).forEach((code, count) -> sums.merge(code, count, Long::sum)));
    return Future.succeededFuture(sums);
  }
}
