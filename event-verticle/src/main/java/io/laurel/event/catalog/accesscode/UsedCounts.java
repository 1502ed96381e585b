package io.laurel.event.catalog.accesscode;

import io.laurel.cache.RecentlyUsed;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How much of each batch is used, a moment old. Belongs to one event loop. */
final class UsedCounts {
  private static final int MAX_BATCHES = 10_000;

  private final Duration maxAge;
  private final LongSupplier nanos;
  private final Map<String, Counted> counts = new RecentlyUsed<>(MAX_BATCHES);
  private @Nullable UsedCodes truth;

  private record Counted(Future<Integer> count, long since) {}

  UsedCounts(Duration maxAge, LongSupplier nanos) {
    this.maxAge = maxAge;
    this.nanos = nanos;
  }

  /** Uses are counted there. */
  void countIn(UsedCodes claims) {
    truth = claims;
  }

  Future<Integer> of(CodeBatch batch) {
    Counted known = counts.get(batch.id());
    if (known == null
        || known.count().failed()
        || nanos.getAsLong() - known.since() > maxAge.toNanos()) {
      known = new Counted(count(batch), nanos.getAsLong());
      counts.put(batch.id(), known);
    }
    return known.count();
  }

  private Future<Integer> count(CodeBatch batch) {
    if (truth == null) {
      throw new IllegalStateException("Nobody counts uses");
    }
    return truth.used(batch.eventId(), batch.id());
  }
}
