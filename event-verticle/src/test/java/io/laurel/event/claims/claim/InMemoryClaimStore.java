package io.laurel.event.claims.claim;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.failure.Failure;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Claims in a map. */
public final class InMemoryClaimStore implements ClaimStore {
  private final Map<String, Claim> claims = new HashMap<>();
  private final Map<String, Claim> byLock = new HashMap<>();
  private final Set<String> unsent = new LinkedHashSet<>();
  private final AuditStore audit;
  private Throwable nextFailure;
  private Claim rival;
  private int insertsLeft = Integer.MAX_VALUE;
  private int insertsBefore = Integer.MAX_VALUE;
  private Runnable then = () -> {};

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

  /** Lets every insert fail once there were so many more, as where a database goes away. */
  public synchronized void failInsertsAfter(int inserts) {
    insertsLeft = inserts;
  }

  /** Does something when so many more were inserted, as what happens in the middle of a call. */
  public synchronized void afterInserts(int inserts, Runnable happens) {
    insertsBefore = inserts;
    then = happens;
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
    if (insertsLeft-- <= 0) {
      insertsLeft = 0;
      return Failure.unavailable("Away.", Duration.ofSeconds(1)).asFuture();
    }
    boolean held =
        claim.locks().stream().anyMatch(lock -> byLock.containsKey(claim.eventId() + lock));
    if (held || claims.containsKey(claim.id())) {
      return Future.succeededFuture(false);
    }
    claims.put(claim.id(), claim);
    claim.locks().forEach(lock -> byLock.put(claim.eventId() + lock, claim));
    if (!claim.deliveries().isEmpty()) {
      unsent.add(claim.id());
    }
    if (--insertsBefore == 0) {
      then.run();
    }
    return Future.succeededFuture(true);
  }

  @Override
  public synchronized Future<Outcome<Claim>> decide(
      Claim before, Decision decision, AuditEntry entry) {
    Claim claim = claims.get(before.id());
    if (claim == null || claim.status() != before.status()) {
      return Future.succeededFuture(new Lost<>());
    }
    List<Transition> history = new ArrayList<>(claim.history());
    history.add(decision.change());
    if (!decision.deliveries().equals(claim.deliveries())) {
      unsent.add(claim.id());
    }
    return written(copy(claim, decision, history, claim.notes()), entry);
  }

  @Override
  public synchronized Future<Outcome<Claim>> annotate(
      Claim before, String notes, AuditEntry entry) {
    Claim claim = claims.get(before.id());
    if (claim == null || !Objects.equals(claim.notes(), before.notes())) {
      return Future.succeededFuture(new Lost<>());
    }
    Decision none = new Decision(claim.lastChange(), claim.locks(), claim.deliveries());
    return written(copy(claim, none, claim.history(), notes), entry);
  }

  @Override
  public Future<Void> tell(Claim claim, AuditEntry entry) {
    return audit.add(entry);
  }

  @Override
  public synchronized Future<List<Claim>> unsent(int limit) {
    return Future.succeededFuture(unsent.stream().limit(limit).map(claims::get).toList());
  }

  @Override
  public synchronized Future<Void> sent(Claim claim) {
    if (claims.get(claim.id()).deliveries().equals(claim.deliveries())) {
      unsent.remove(claim.id());
    }
    return Future.succeededFuture();
  }

  private Future<Outcome<Claim>> written(Claim claim, AuditEntry entry) {
    byLock.values().removeIf(holder -> holder.id().equals(claim.id()));
    claims.put(claim.id(), claim);
    claim.locks().forEach(lock -> byLock.put(claim.eventId() + lock, claim));
    return audit.add(entry).map(new Written<>(claim));
  }

  private static Claim copy(
      Claim claim, Decision decision, List<Transition> history, String notes) {
    return new Claim(
        claim.id(),
        claim.eventId(),
        claim.userId(),
        claim.requestedBy(),
        claim.eventVersion(),
        history.get(history.size() - 1).status(),
        claim.rewards(),
        claim.conditions(),
        decision.locks(),
        claim.requestedAt(),
        history,
        decision.deliveries(),
        notes,
        claim.fingerprint(),
        claim.part());
  }

  @Override
  public synchronized Future<Claim> find(String id) {
    return Future.succeededFuture(claims.get(id));
  }

  @Override
  public synchronized Future<List<Claim>> ofCall(String callId) {
    return Future.succeededFuture(
        claims.values().stream()
            .filter(claim -> claim.part() != null && claim.part().callId().equals(callId))
            .sorted(Claim.BY_PART)
            .toList());
  }

  @Override
  public synchronized Future<Set<String>> locksOf(
      String userId, Collection<String> eventIds, Instant since) {
    return Future.succeededFuture(
        claims.values().stream()
            .filter(claim -> claim.userId().equals(userId))
            .filter(claim -> eventIds.contains(claim.eventId()))
            .filter(claim -> !claim.requestedAt().isBefore(since))
            .flatMap(claim -> claim.locks().stream())
            .collect(Collectors.toSet()));
  }

  @Override
  public synchronized Future<Integer> countUsed(String eventId, String batch) {
    return Future.succeededFuture(
        (int)
            claims.values().stream()
                .filter(claim -> claim.eventId().equals(eventId))
                .flatMap(claim -> claim.locks().stream())
                .filter(lock -> lock.startsWith("code:" + batch))
                .count());
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
