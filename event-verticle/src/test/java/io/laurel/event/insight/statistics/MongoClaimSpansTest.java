package io.laurel.event.insight.statistics;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.event.claims.claim.MongoClaimStore;
import io.laurel.event.insight.history.MongoClaimHistory;
import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

/** Of so many that each span is counted by itself. */
final class MongoClaimSpansTest extends ClaimSeriesKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  ClaimStore claims() {
    return new MongoClaimStore(test.database(), new InMemoryAuditStore());
  }

  @Override
  ClaimSeries series() {
    new MongoClaimHistory(test.database()).prepare().await();
    return new MongoClaimSeries(test.database(), 0);
  }

  @AfterEach
  void close() {
    test.close();
  }
}
