package io.laurel.event.insight.statistics;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.event.claims.claim.MongoClaimStore;
import io.laurel.event.insight.history.MongoClaimHistory;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

class MongoClaimSeriesTest extends ClaimSeriesKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  ClaimStore claims() {
    return new MongoClaimStore(test.database(), new InMemoryAuditStore());
  }

  @Override
  final ClaimSeries series() {
    new MongoClaimHistory(test.database()).prepare().await();
    return series(test.database());
  }

  ClaimSeries series(MongoDatabase database) {
    return new MongoClaimSeries(database);
  }

  @AfterEach
  void close() {
    test.close();
  }
}
