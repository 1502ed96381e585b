package io.laurel.event.claim;

import io.laurel.event.stock.HeldSerials;
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
}
