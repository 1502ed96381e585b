package io.laurel.event.claims.redemption;

import io.laurel.event.catalog.accesscode.AccessCode;
import io.laurel.throttle.FailedTries;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Looks up codes, and who guessed wrong lately. */
@FunctionalInterface
interface RedemptionStore {
  /**
   * Both by one read, because S3 leaves no second one to a claim by a code.
   *
   * @param ids under which the code may be kept
   * @param keys what tries are counted for
   */
  Future<Look> look(Collection<String> ids, Collection<String> keys);

  /**
   * What there is.
   *
   * @param tries by their keys; nothing of a key for which none is counted
   */
  record Look(List<AccessCode> codes, Map<String, FailedTries> tries) {
    /** What is counted for the key. */
    FailedTries tries(String key) {
      return tries.getOrDefault(key, FailedTries.NONE);
    }
  }
}
