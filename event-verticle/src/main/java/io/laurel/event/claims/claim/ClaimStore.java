package io.laurel.event.claims.claim;

import io.laurel.audit.AuditEntry;
import io.laurel.event.catalog.stock.HeldSerials;
import io.laurel.event.claims.claim.Claim.Transition;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
   * Changes the status of a claim and what it holds in one write, which also keeps the entry.
   *
   * @param before as it was read
   * @param change its next status
   * @param locks what it holds from then on
   * @return the claim as it is then; null where its status is not the one before any more
   */
  Future<Claim> decide(Claim before, Transition change, List<String> locks, AuditEntry entry);

  /**
   * Changes the notes of a claim in one write, which also keeps the entry.
   *
   * @param before as it was read
   * @param notes null for none
   * @return the claim as it is then; null where its notes are not those before any more
   */
  Future<Claim> annotate(Claim before, String notes, AuditEntry entry);

  /** The claim of that id, or null. */
  Future<Claim> find(String id);

  /** Those of the locks that are held, each with the id of the claim that holds it. */
  Future<Map<String, String>> holders(String eventId, Collection<String> locks);
}
