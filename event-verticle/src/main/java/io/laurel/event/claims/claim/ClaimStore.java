package io.laurel.event.claims.claim;

import io.laurel.audit.AuditEntry;
import io.laurel.event.catalog.stock.HeldSerials;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.schedule.Races.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps claims. No two claims of an event ever hold one lock. */
public interface ClaimStore extends HeldSerials {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Does again what a dying process left undone. */
  default Future<Void> sweep() {
    return Future.succeededFuture();
  }

  /**
   * Keeps a new claim with all its locks, or nothing of it.
   *
   * @return false where its id is there or one of its locks is held
   */
  Future<Boolean> insert(Claim claim);

  /**
   * What is decided about a claim.
   *
   * @param change its next status
   * @param locks what it holds from then on
   * @param deliveries all of it from then on, those it had and what follows from the decision
   */
  record Decision(Transition change, List<String> locks, List<ClaimDelivery> deliveries) {
    /** Copies the lists. */
    public Decision {
      locks = List.copyOf(locks);
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * Writes a decision in one step, which also keeps the entry and marks the claim where the game is
   * to be told of it.
   *
   * @param before as it was read
   * @return the claim as it is then; lost where its status is not the one before any more
   */
  Future<Outcome<Claim>> decide(Claim before, Decision decision, AuditEntry entry);

  /**
   * Changes the notes of a claim in one write, which also keeps the entry.
   *
   * @param before as it was read
   * @param notes null for none
   * @return the claim as it is then; lost where its notes are not those before any more
   */
  Future<Outcome<Claim>> annotate(Claim before, @Nullable String notes, AuditEntry entry);

  /** Keeps an entry that tells of the claim, which stays as it is. */
  Future<Void> tell(Claim claim, AuditEntry entry);

  /** Claims that are marked because the game may not be told of them yet, at most so many. */
  Future<List<Claim>> unsent(int limit);

  /**
   * Takes the mark away: all of the claim's deliveries, as it was read, are under way. Does nothing
   * where more were added since.
   */
  Future<Void> sent(Claim claim);

  /** The claim of that id, or null. */
  Future<@Nullable Claim> find(String id);

  /** The claims that a call made, by their places among them. */
  Future<List<Claim>> ofCall(String callId);

  /**
   * All locks of a user's claims of those events, by one read.
   *
   * @param since when the first of them can have been claimed
   */
  Future<Set<String>> locksOf(String userId, Collection<String> eventIds, Instant since);

  /** How many claims hold a use of codes of that batch, or of that word. */
  Future<Integer> countUsed(String eventId, String batch);

  /** Those of the locks that are held, each with the id of the claim that holds it. */
  Future<Map<String, String>> holders(String eventId, Collection<String> locks);
}
