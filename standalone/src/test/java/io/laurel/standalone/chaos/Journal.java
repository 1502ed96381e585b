package io.laurel.standalone.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** All requests of one trial, and what happened to the system meanwhile. */
final class Journal {
  private final Metronome metronome;
  private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();

  private final Set<Sent> open = ConcurrentHashMap.newKeySet();

  private final List<Mark> marks = new ArrayList<>();

  /**
   * Something that happened.
   *
   * @param at counted time
   * @param wall the same on the wall
   */
  record Mark(long at, long wall, String what) {}

  /** A request under way; two of one moment are two. */
  static final class Sent {
    /** Counted time. */
    final long at;

    private Sent(long at) {
      this.at = at;
    }
  }

  /** An empty one. */
  Journal(Metronome metronome) {
    this.metronome = metronome;
  }

  long now() {
    return metronome.now();
  }

  /** A request is sent now. */
  Sent sent() {
    Sent request = new Sent(now());
    open.add(request);
    return request;
  }

  /** What became of it. */
  void ended(Sent request, Attempt attempt) {
    attempts.add(attempt);
    open.remove(request);
  }

  /** Whether something is under way that was sent before that moment. */
  boolean isOpenSince(long moment) {
    return open.stream().anyMatch(request -> request.at < moment);
  }

  /** Notes that something happens now. */
  synchronized Mark mark(String what) {
    Mark mark = new Mark(metronome.now(), metronome.onTheWall(), what);
    marks.add(mark);
    return mark;
  }

  synchronized List<Mark> marks() {
    return List.copyOf(marks);
  }

  /** All attempts, in the order in which they were sent. */
  List<Attempt> attempts() {
    List<Attempt> sorted = new ArrayList<>(attempts);
    sorted.sort(Comparator.comparingLong(Attempt::sent));
    return sorted;
  }

  /** Those sent from one moment until another, that fit. */
  List<Attempt> between(long from, long until, Predicate<Attempt> fits) {
    return attempts().stream()
        .filter(attempt -> attempt.sent() >= from && attempt.sent() < until)
        .filter(fits)
        .toList();
  }

  /**
   * The errors that clients saw after one moment, of requests that were sent before another: those
   * too that were under way at the first.
   */
  List<Attempt> errors(long from, long until) {
    return attempts().stream()
        .filter(attempt -> attempt.ended() >= from && attempt.sent() < until)
        .filter(attempt -> attempt.outcome().isError())
        .toList();
  }
}
