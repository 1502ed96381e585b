package io.laurel.auth.password;

import io.laurel.auth.password.Seat.Lane;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Gives workers to those who wait, and says no early: at once to whom no place is left, and to
 * others when they have waited as long as they may. Known devices come first, but for one turn in
 * {@value #TURNS}; the other two lanes take turns.
 */
final class Lanes {
  /** Else known devices could keep everybody else out. */
  private static final int TURNS = 4;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final int workers;
  private final long maxWaitMillis;
  private final Line<Promise<Void>> known;
  private final Line<Promise<Void>> strangers;
  private final Line<Promise<Void>> openings;
  private final Object lock = new Object();
  private int working;
  private int turn;
  private Lane lastOfOthers = Lane.STRANGER;

  Lanes(Vertx vertx, PasswordConfig config) {
    this.vertx = vertx;
    this.workers = config.workers();
    this.maxWaitMillis = Math.max(1, config.maxWait().toMillis());
    PasswordConfig.Queues queues = config.queues();
    known = new Line<>(queues.signIns(), queues.ofAddress());
    strangers = new Line<>(queues.signIns(), queues.ofAddress());
    openings = new Line<>(queues.openings(), queues.ofAddress());
  }

  /** How many there are for everybody. */
  int workers() {
    return workers;
  }

  /** How many of them work. */
  int working() {
    synchronized (lock) {
      return working;
    }
  }

  /** How many wait in that lane. */
  int waiting(Lane lane) {
    synchronized (lock) {
      return line(lane).size();
    }
  }

  private Line<Promise<Void>> line(Lane lane) {
    return switch (lane) {
      case KNOWN -> known;
      case STRANGER -> strangers;
      case OPENING -> openings;
    };
  }

  /** Succeeds when a worker is free, who is taken from then on; fails with {@code unavailable}. */
  Future<Void> enter(Seat seat) {
    Promise<Void> waiter = Promise.promise();
    synchronized (lock) {
      if (working < workers) {
        working++;
        return Future.succeededFuture();
      }
      if (!line(seat.lane()).add(seat.owner(), waiter)) {
        return tooMany().asFuture();
      }
    }
    long timer = vertx.setTimer(maxWaitMillis, late -> giveUp(seat, waiter));
    return waiter.future().onComplete(begun -> vertx.cancelTimer(timer));
  }

  private void giveUp(Seat seat, Promise<Void> waiter) {
    boolean waited;
    synchronized (lock) {
      waited = line(seat.lane()).remove(seat.owner(), waiter);
    }
    if (waited) {
      waiter.fail(tooMany());
    }
  }

  /** A worker is free again. */
  void leave() {
    Line<Promise<Void>> line;
    Promise<Void> next;
    synchronized (lock) {
      line = nextLine();
      if (line.isEmpty()) {
        working--;
        return;
      }
      next = line.poll();
    }
    next.complete();
  }

  private Line<Promise<Void>> nextLine() {
    Lane other = lastOfOthers == Lane.STRANGER ? Lane.OPENING : Lane.STRANGER;
    if (line(other).isEmpty()) {
      other = lastOfOthers;
    }
    turn = (turn + 1) % TURNS;
    boolean knownFirst = turn != 0 || line(other).isEmpty();
    if (knownFirst && !known.isEmpty()) {
      return known;
    }
    lastOfOthers = other;
    return line(other);
  }

  static Failure tooMany() {
    return Failure.unavailable("Too many sign-ins at once.", RETRY_AFTER);
  }
}
