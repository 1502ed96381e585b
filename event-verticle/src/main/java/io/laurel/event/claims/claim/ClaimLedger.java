package io.laurel.event.claims.claim;

import io.laurel.audit.AuditEntry;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Where every change of a claim goes: it is kept, the units that it gives back are free again, and
 * others are told. Belongs to one event loop.
 */
public final class ClaimLedger {
  private final ClaimStore store;
  private final Stock stock;
  private final ClaimNews news;

  ClaimLedger(ClaimStore store, Stock stock, ClaimNews news) {
    this.store = store;
    this.stock = stock;
    this.news = news;
  }

  /** The claim of that id, or null. */
  public Future<Claim> find(String id) {
    return store.find(id);
  }

  /** Those of the locks that are held, each with the id of the claim that holds it. */
  public Future<Map<String, String>> holders(String eventId, Collection<String> locks) {
    return store.holders(eventId, locks);
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
                news.tell(claim);
              }
              return inserted;
            });
  }

  /** Tells of a claim that was kept although {@link #grant} did not hear of it. */
  void granted(Claim claim) {
    news.tell(claim);
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
    return store
        .decide(before, change, locks, entry)
        .map(
            decided -> {
              if (decided != null) {
                decided.givenBack().forEach(reward -> free(decided, reward));
                news.tell(decided);
              }
              return outcome(decided);
            });
  }

  private void free(Claim claim, ClaimedReward reward) {
    stock.freed(claim.eventId(), reward.rewardId(), reward.serial());
  }

  /**
   * Changes the notes of a claim.
   *
   * @param before as it was read
   * @param notes null for none
   * @param entry tells of it, in the same write
   * @return the claim as it is then; lost where its notes are not those before any more
   */
  public Future<Outcome<Claim>> annotate(Claim before, String notes, AuditEntry entry) {
    return store.annotate(before, notes, entry).map(ClaimLedger::outcome);
  }

  private static Outcome<Claim> outcome(Claim written) {
    return written == null ? new Lost<>() : new Written<>(written);
  }
}
