package io.laurel.event.claim;

import io.laurel.event.stock.Decade;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Claims in a map. */
public final class InMemoryClaimStore implements ClaimStore {
  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id).reversed();

  private final Map<String, Claim> claims = new HashMap<>();
  private final Map<String, Claim> byLock = new HashMap<>();
  private Throwable nextFailure;

  /** Lets the next insert fail, keeping nothing. */
  synchronized void failNextInsert(Throwable cause) {
    nextFailure = cause;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> insert(Claim claim) {
    if (nextFailure != null) {
      Throwable cause = nextFailure;
      nextFailure = null;
      return Future.failedFuture(cause);
    }
    boolean held =
        claim.locks().stream().anyMatch(lock -> byLock.containsKey(claim.eventId() + lock));
    if (held || claims.containsKey(claim.id())) {
      return Future.succeededFuture(false);
    }
    claims.put(claim.id(), claim);
    claim.locks().forEach(lock -> byLock.put(claim.eventId() + lock, claim));
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Claim> find(String id) {
    return Future.succeededFuture(claims.get(id));
  }

  @Override
  public synchronized Future<Map<String, String>> holders(
      String eventId, Collection<String> locks) {
    Map<String, String> holders = new HashMap<>();
    for (String lock : locks) {
      Claim holder = byLock.get(eventId + lock);
      if (holder != null) {
        holders.put(lock, holder.id());
      }
    }
    return Future.succeededFuture(holders);
  }

  @Override
  public synchronized Future<Page<Claim>> list(Filter filter, PageRequest page) {
    return Future.succeededFuture(
        Page.of(
            claims.values().stream()
                .filter(claim -> claim.userId().equals(filter.userId()))
                .filter(
                    claim -> filter.eventId() == null || claim.eventId().equals(filter.eventId()))
                .filter(claim -> filter.status() == null || claim.status() == filter.status())
                .filter(
                    claim ->
                        page.after() == null
                            || NEWEST_FIRST.compare(claim.cursor(), page.after()) > 0)
                .sorted(Comparator.comparing(Claim::cursor, NEWEST_FIRST))
                .limit(page.limit() + 1L)
                .toList(),
            page.limit(),
            Claim::cursor));
  }

  @Override
  public Future<Integer> countHeld(String eventId, String rewardId, Decade decade) {
    return held(eventId, rewardId, decade).map(Set::size);
  }

  @Override
  public synchronized Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
    return Future.succeededFuture(
        claims.values().stream()
            .filter(claim -> claim.eventId().equals(eventId))
            .flatMap(claim -> claim.locks().stream())
            .map(lock -> Locks.serial(rewardId, lock))
            .filter(decade::contains)
            .collect(Collectors.toSet()));
  }
}
