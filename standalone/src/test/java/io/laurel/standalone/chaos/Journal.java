package io.laurel.standalone.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** All requests of one trial, and what happened to the system meanwhile. */
final class Journal {
  private final Metronome metronome;
  private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();

  /** When those were sent that are under way. */
  private final Map<Object, Long> open = new ConcurrentHashMap<>();

  private final List<Mark> marks = new ArrayList<>();

  /**
   * Something that happened.
   *
   * @param at counted time
   * @param wall the same on the wall
   */
  record Mark(long at, long wall, String what) {}

  /** An empty one. */
  Journal(Metronome metronome) {
    this.metronome = metronome;
  }

  long now() {
    return metronome.now();
  }

  /** A request is sent now; what is given names it when it has ended. */
  Object sent() {
    Object request = new Object();
    open.put(request, now());
    return request;
  }

  /** What became of it. */
  void ended(Object request, Attempt attempt) {
    attempts.add(attempt);
    open.remove(request);
  }

  /** Whether something is under way that was sent before that moment. */
  boolean openSince(long moment) {
    return open.values().stream().anyMatch(sent -> sent < moment);
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
