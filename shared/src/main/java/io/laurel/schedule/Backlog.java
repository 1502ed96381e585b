package io.laurel.schedule;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must happen after a write, though processes die and others are away. The write marks its own
 * document; {@link #settle} does what must happen and only then takes the mark away; {@link #drain}
 * does so for every mark that was left. So nothing is forgotten, and some of it is done more than
 * once, by several nodes at a time too: the work must bear that. Belongs to one event loop.
 */
public final class Backlog<T> {
  /** So many are under way at once. */
  static final int BATCH = 100;

  /** After so many failures a round ends: each of them may be read again with every batch. */
  static final int MAX_FAILURES = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  private final Marks<T> marks;
  private final Function<List<T>, List<Attempt<T>>> work;
  private Future<Void> draining = Future.succeededFuture();

  /**
   * Where the marks stand.
   *
   * @param marked those that bear the mark, at most so many, in whatever order
   * @param key what tells one from another
   * @param unmark takes the mark away, unless it was set anew since it was read
   */
  public record Marks<T>(
      IntFunction<Future<List<T>>> marked,
      Function<T, String> key,
      Function<T, Future<Void>> unmark) {}

  private record Attempt<T>(T item, Future<Void> end) {}

  private Backlog(Marks<T> marks, Function<List<T>, List<Attempt<T>>> work) {
    this.marks = marks;
    this.work = work;
  }

  /** A backlog that works on each item by itself. */
  public static <T> Backlog<T> ofEach(Marks<T> marks, Function<T, Future<Void>> work) {
    return new Backlog<>(
        marks, items -> items.stream().map(item -> new Attempt<>(item, of(work, item))).toList());
  }

  /**
   * A backlog that works on many items at once, and where these are refused together, on each by
   * itself.
   *
   * @param work succeeds where it is done for all
   */
  public static <T> Backlog<T> ofMany(Marks<T> marks, Function<List<T>, Future<Void>> work) {
    return new Backlog<>(
        marks,
        items -> {
          Future<Void> all = of(work, items);
          return items.stream()
              .map(
                  item ->
                      new Attempt<>(item, all.recover(cause -> alone(work, items, item, cause))))
              .toList();
        });
  }

  private static <T> Future<Void> alone(
      Function<List<T>, Future<Void>> work, List<T> items, T item, Throwable refusal) {
    return items.size() == 1 || isForNow(refusal)
        ? Future.failedFuture(refusal)
        : of(work, List.of(item));
  }

  /** What is thrown is a failure like another. */
  private static <I> Future<Void> of(Function<I, Future<Void>> work, I item) {
    return Future.succeededFuture(item).compose(work);
  }

  private static boolean isForNow(@Nullable Throwable cause) {
    return cause instanceof Failure failure && failure.isTemporary();
  }

  /**
   * Does it for one, at once. Fails as the work does, and then the mark stays. A mark that cannot
   * be taken away only has the same done once more.
   */
  public Future<Void> settle(T item) {
    return work.apply(List.of(item))
        .get(0)
        .end()
        .compose(
            done ->
                marks
                    .unmark()
                    .apply(item)
                    .recover(
                        cause -> {
                          LOG.warn(
                              "{} is done, but stays marked for now",
                              marks.key().apply(item),
                              cause);
                          return Future.succeededFuture();
                        }));
  }

  /**
   * Does it for all that bear the mark, a batch at a time. One that fails keeps no other waiting:
   * the round goes on without it and at its end fails as the first one did; the next round tries it
   * again. A round ends early where all of a batch failed for now, because what does the work is
   * away. While a round is under way, asking for another gives that one.
   */
  public Future<Void> drain() {
    if (draining.isComplete()) {
      draining = new Round().next();
    }
    return draining;
  }

  /** Once through all marks. */
  private final class Round {
    private final Set<String> failed = new HashSet<>();
    private @Nullable Throwable first;

    private Future<Void> next() {
      // What failed may be read again, and must leave room for a batch of others.
      int limit = BATCH + failed.size();
      return marks.marked().apply(limit).compose(found -> work(found, limit));
    }

    private Future<Void> work(List<T> found, int limit) {
      List<T> fresh =
          found.stream().filter(item -> !failed.contains(marks.key().apply(item))).toList();
      List<T> batch = fresh.subList(0, Math.min(BATCH, fresh.size()));
      boolean more = found.size() == limit || fresh.size() > BATCH;
      List<Attempt<T>> attempts = work.apply(batch).stream().map(this::unmarked).toList();
      return Future.join(attempts.stream().map(Attempt::end).toList())
          .otherwiseEmpty()
          .compose(ended -> note(attempts) && more ? next() : end());
    }

    private Attempt<T> unmarked(Attempt<T> attempt) {
      T item = attempt.item();
      return new Attempt<>(item, attempt.end().compose(done -> marks.unmark().apply(item)));
    }

    /** Whether it is worth going on. */
    private boolean note(List<Attempt<T>> attempts) {
      boolean away = true;
      for (Attempt<T> attempt : attempts) {
        Throwable cause = attempt.end().cause();
        away &= isForNow(cause);
        if (cause != null) {
          failed.add(marks.key().apply(attempt.item()));
          first = first == null ? cause : first;
          LOG.debug("{} stays marked for now", marks.key().apply(attempt.item()), cause);
        }
      }
      return !away && failed.size() < MAX_FAILURES;
    }

    private Future<Void> end() {
      return first == null ? Future.succeededFuture() : Future.failedFuture(first);
    }
  }
}
