package io.laurel.event.catalog.code;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Keeps the codes of rewards. Two codes never have one place, and no reward has a code twice. A
 * code has a place only if its predecessor has one, so that serials run from 1 without a hole.
 */
public interface CodeStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /**
   * Keeps codes of one reward one after the other, in the order given, until the place or the hash
   * of one is taken: that one and those after it are not kept.
   *
   * @param codes with serials one after the other, of which the first follows on one that is kept
   * @return how many are kept
   */
  Future<Integer> append(List<SealedCode> codes);

  /** Those of the hashes that the reward has. */
  Future<Set<String>> known(String rewardId, Collection<String> hashes);

  /** The codes of those places, as far as there are any, in no order. */
  Future<List<SealedCode>> find(Collection<CodeKey> places);

  /** Forgets the codes of a reward that is gone. */
  Future<Void> dropAllOf(String rewardId);
}
