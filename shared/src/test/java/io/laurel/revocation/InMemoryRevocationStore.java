package io.laurel.revocation;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Revocations in a map, with a clock that goes on by a second with each write. */
public final class InMemoryRevocationStore implements RevocationStore {
  private record Written(Revocation revocation, Instant at, Instant expiresAt) {}

  private final Map<String, Written> revocations = new HashMap<>();
  private Instant now = Instant.parse("2026-05-01T00:00:00Z");
  private boolean away;
  private int reads;
  private int fullReads;
  private Promise<Void> held;

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> add(Revocation revocation, Instant expiresAt) {
    if (away) {
      return unavailable();
    }
    now = now.plusSeconds(1);
    Written written = new Written(revocation, now, expiresAt);
    revocations.merge(
        revocation.id(),
        written,
        (old, other) -> old.revocation.epoch() < other.revocation.epoch() ? other : old);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Batch> read(Instant from) {
    reads++;
    fullReads += from == null ? 1 : 0;
    if (away) {
      return unavailable();
    }
    Batch found = batch(from);
    return held == null ? Future.succeededFuture(found) : held.future().map(found);
  }

  private Batch batch(Instant from) {
    List<Written> found =
        revocations.values().stream()
            .filter(written -> from == null || !written.at.isBefore(from))
            .toList();
    return new Batch(
        found.stream().map(Written::revocation).toList(),
        found.stream().map(Written::at).max(Comparator.naturalOrder()).orElse(null));
  }

  @Override
  public synchronized Future<Void> deleteExpired(Instant past) {
    revocations.values().removeIf(written -> written.expiresAt.isBefore(past));
    return Future.succeededFuture();
  }

  /** Until when that one is kept. */
  public synchronized Instant expiresAt(String id) {
    return revocations.get(id).expiresAt;
  }

  /** Fails everything from now on, or no longer. */
  public synchronized void setAway(boolean isAway) {
    away = isAway;
  }

  /** Holds back the answer of each read from now on, until that promise is kept. */
  synchronized void hold(Promise<Void> until) {
    held = until;
  }

  synchronized void setBack(Duration duration) {
    now = now.minus(duration);
  }

  synchronized int reads() {
    return reads;
  }

  synchronized int fullReads() {
    return fullReads;
  }

  private static <T> Future<T> unavailable() {
    return Failure.unavailable("away on purpose", Duration.ofSeconds(1)).asFuture();
  }
}
