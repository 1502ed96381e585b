package io.laurel.event.claims.claim;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.event.claims.claim.Claim.Transition;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Claims in a map. */
public final class InMemoryClaimStore implements ClaimStore {
  private final Map<String, Claim> claims = new HashMap<>();
  private final Map<String, Claim> byLock = new HashMap<>();
  private final AuditStore audit;
  private Throwable nextFailure;
  private Claim rival;

  /** Claims whose entries are moved on to {@code audit}. */
  public InMemoryClaimStore(AuditStore audit) {
    this.audit = audit;
  }

  /** Claims whose entries nobody reads. */
  public InMemoryClaimStore() {
    this(new InMemoryAuditStore());
  }

  /** Inserts that claim just before locks are looked at, as another node would. */
  synchronized void insertBeforeNextLook(Claim claim) {
    rival = claim;
  }

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
  public synchronized Future<Claim> decide(
      Claim before, Transition change, List<String> locks, AuditEntry entry) {
    Claim claim = claims.get(before.id());
    if (claim == null || claim.status() != before.status()) {
      return Future.succeededFuture();
    }
    List<Transition> history = new ArrayList<>(claim.history());
    history.add(change);
    return written(copy(claim, change.status(), locks, history, claim.notes()), entry);
  }

  @Override
  public synchronized Future<Claim> annotate(Claim before, String notes, AuditEntry entry) {
    Claim claim = claims.get(before.id());
    if (claim == null || !Objects.equals(claim.notes(), before.notes())) {
      return Future.succeededFuture();
    }
    return written(copy(claim, claim.status(), claim.locks(), claim.history(), notes), entry);
  }

  private Future<Claim> written(Claim claim, AuditEntry entry) {
    byLock.values().removeIf(holder -> holder.id().equals(claim.id()));
    claims.put(claim.id(), claim);
    claim.locks().forEach(lock -> byLock.put(claim.eventId() + lock, claim));
    return audit.add(entry).map(claim);
  }

  private static Claim copy(
      Claim claim, ClaimStatus status, List<String> locks, List<Transition> history, String notes) {
    return new Claim(
        claim.id(),
        claim.eventId(),
        claim.userId(),
        claim.eventVersion(),
        status,
        claim.rewards(),
        claim.conditions(),
        locks,
        claim.requestedAt(),
        history,
        notes,
        claim.fingerprint());
  }

  @Override
  public synchronized Future<Claim> find(String id) {
    return Future.succeededFuture(claims.get(id));
  }

  @Override
  public synchronized Future<Map<String, String>> holders(
      String eventId, Collection<String> locks) {
    if (rival != null) {
      insert(rival);
      rival = null;
    }
    Map<String, String> holders = new HashMap<>();
    for (String lock : locks) {
      Claim holder = byLock.get(eventId + lock);
      if (holder != null) {
        holders.put(lock, holder.id());
      }
    }
    return Future.succeededFuture(holders);
  }

  /** Every claim, in no order. */
  public synchronized List<Claim> all() {
    return List.copyOf(claims.values());
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
