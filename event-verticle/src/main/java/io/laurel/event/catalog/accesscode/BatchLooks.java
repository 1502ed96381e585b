package io.laurel.event.catalog.accesscode;

import io.laurel.cache.RecentlyUsed;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** Whether batches are void, as they were a moment ago. Belongs to one event loop. */
final class BatchLooks {
  private static final int MAX_BATCHES = 10_000;

  private final CodeBatchStore batches;
  private final Duration maxAge;
  private final LongSupplier nanos;
  private final Map<String, Look> looks = new RecentlyUsed<>(MAX_BATCHES);

  private record Look(Future<Boolean> isVoid, long since) {}

  BatchLooks(CodeBatchStore batches, Duration maxAge, LongSupplier nanos) {
    this.batches = batches;
    this.maxAge = maxAge;
    this.nanos = nanos;
  }

  /** A batch that is not there is a word that is not listed yet. */
  Future<Boolean> isVoid(String batch) {
    Look known = looks.get(batch);
    if (known == null
        || known.isVoid().failed()
        || nanos.getAsLong() - known.since() > maxAge.toNanos()) {
      known =
          new Look(
              batches.find(batch).map(found -> found != null && found.isVoid()), nanos.getAsLong());
      looks.put(batch, known);
    }
    return known.isVoid();
  }

  /** Says that it was changed here. */
  void forget(String batch) {
    looks.remove(batch);
  }
}
