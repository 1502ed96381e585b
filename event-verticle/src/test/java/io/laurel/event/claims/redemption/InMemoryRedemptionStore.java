package io.laurel.event.claims.redemption;

import io.laurel.event.catalog.accesscode.AccessCode;
import io.laurel.event.catalog.accesscode.InMemoryAccessCodeStore;
import io.laurel.throttle.FailedTries;
import io.laurel.throttle.InMemoryTryStore;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at codes and tries that are in memory. */
final class InMemoryRedemptionStore implements RedemptionStore {
  private final InMemoryAccessCodeStore codes;
  private final InMemoryTryStore tries;

  InMemoryRedemptionStore(InMemoryAccessCodeStore codes, InMemoryTryStore tries) {
    this.codes = codes;
    this.tries = tries;
  }

  @Override
  public Future<Look> look(Collection<String> ids, Collection<String> keys) {
    Future<List<AccessCode>> found = codes.find(ids);
    Map<String, FailedTries> counted = new HashMap<>();
    for (String key : keys) {
      var stored = tries.find(key).result();
      if (stored != null) {
        counted.put(key, stored.failures());
      }
    }
    return found.map(all -> new Look(all, counted));
  }
}
