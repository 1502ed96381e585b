package io.laurel.event.claim;

import io.laurel.event.stock.HeldSerials;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** Keeps claims. No two claims of an event ever hold one lock. */
public interface ClaimStore extends HeldSerials {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /**
   * Keeps a new claim with all its locks, or nothing of it.
   *
   * @return false where its id is there or one of its locks is held
   */
  Future<Boolean> insert(Claim claim);

  /** The claim of that id, or null. */
  Future<Claim> find(String id);

  /** Those of the locks that are held, each with the id of the claim that holds it. */
  Future<Map<String, String>> holders(String eventId, Collection<String> locks);

  /** Claims newest first. */
  Future<Page<Claim>> list(Filter filter, PageRequest page);

  /**
   * Which claims a list holds.
   *
   * @param userId whose
   * @param eventId only those of this event, or null
   * @param status only those with this status, or null
   */
  record Filter(String userId, String eventId, ClaimStatus status) {}
}
