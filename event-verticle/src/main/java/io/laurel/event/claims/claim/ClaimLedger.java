package io.laurel.event.claims.claim;

import io.laurel.audit.AuditEntry;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.event.claims.claim.ClaimStore.Decision;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where every change of a claim goes: it is kept, the units that it gives back are free again, and
 * others are told. Belongs to one event loop.
 */
public final class ClaimLedger {
  private final ClaimStore store;
  private final Stock stock;
  private final ClaimNews news;
  private final List<Consumer<Claim>> undelivered = new ArrayList<>();
  private final List<BiConsumer<String, CodeLock>> freedUses = new ArrayList<>();

  ClaimLedger(ClaimStore store, Stock stock, ClaimNews news) {
    this.store = store;
    this.stock = stock;
    this.news = news;
  }

  /** The claim of that id, or null. */
  public Future<@Nullable Claim> find(String id) {
    return store.find(id);
  }

  /** The claims that a call made, by their places among them. */
  public Future<List<Claim>> ofCall(String callId) {
    return store.ofCall(callId);
  }

  /** Those of the locks that are held, each with the id of the claim that holds it. */
  public Future<Map<String, String>> holders(String eventId, Collection<String> locks) {
    return store.holders(eventId, locks);
  }

  /**
   * All locks of a user's claims of those events.
   *
   * @param since when the first of them can have been claimed
   */
  public Future<Set<String>> locksOf(String userId, Collection<String> eventIds, Instant since) {
    return store.locksOf(userId, eventIds, since);
  }

  /**
   * Keeps a new claim with all its locks, or nothing of it.
   *
   * @return false where its id is there or one of its locks is held
   */
  Future<Boolean> grant(Claim claim) {
    return store
        .insert(claim)
        .map(
            inserted -> {
              if (inserted) {
                tell(claim);
              }
              return inserted;
            });
  }

  /** Tells of a claim that was kept although {@link #grant} did not hear of it. */
  void granted(Claim claim) {
    tell(claim);
  }

  private void tell(Claim claim) {
    news.tell(claim);
    if (!claim.deliveries().isEmpty()) {
      undelivered.forEach(listener -> listener.accept(claim));
    }
  }

  /**
   * Hears of each claim that has deliveries since a moment ago; what it does must not keep others
   * waiting. It may miss some, when a process dies: {@link #unsent} has them.
   */
  public void onDeliveries(Consumer<Claim> listener) {
    undelivered.add(listener);
  }

  /** Hears of each use of a code that a claim of that event gives back here. */
  public void onFreedUse(BiConsumer<String, CodeLock> listener) {
    freedUses.add(listener);
  }

  /** Claims that are marked because the game may not be told of them yet, at most so many. */
  public Future<List<Claim>> unsent(int limit) {
    return store.unsent(limit);
  }

  /** Takes the mark away, unless more deliveries were added since the claim was read. */
  public Future<Void> sent(Claim claim) {
    return store.sent(claim);
  }

  /** Keeps an entry that tells of the claim, which stays as it is. */
  public Future<Void> tell(Claim claim, AuditEntry entry) {
    return store.tell(claim, entry);
  }

  /**
   * Changes the status of a claim and what it holds.
   *
   * @param before as it was read
   * @param change its next status
   * @param locks what it holds from then on
   * @param entry tells of it, in the same write
   * @return the claim as it is then; lost where its status is not the one before any more
   */
  public Future<Outcome<Claim>> decide(
      Claim before, Transition change, List<String> locks, AuditEntry entry) {
    Decision decision = new Decision(change, locks, DeliveryPlan.after(before, change.status()));
    return store
        .decide(before, decision, entry)
        .onSuccess(
            outcome -> {
              if (outcome instanceof Written<Claim> written) {
                decided(before, written.value());
              }
            });
  }

  private void decided(Claim before, Claim claim) {
    before.locks().stream()
        .filter(lock -> !claim.locks().contains(lock))
        .flatMap(lock -> CodeLock.of(lock).stream())
        .forEach(use -> freedUses.forEach(listener -> listener.accept(claim.eventId(), use)));
    claim.givenBack().forEach(reward -> free(claim, reward));
    tell(claim);
  }

  private void free(Claim claim, ClaimedReward reward) {
    reward.serials().forEach(serial -> stock.freed(claim.eventId(), reward.rewardId(), serial));
  }

  /**
   * Changes the notes of a claim.
   *
   * @param before as it was read
   * @param notes null for none
   * @param entry tells of it, in the same write
   * @return the claim as it is then; lost where its notes are not those before any more
   */
  public Future<Outcome<Claim>> annotate(Claim before, @Nullable String notes, AuditEntry entry) {
    return store.annotate(before, notes, entry);
  }
}
