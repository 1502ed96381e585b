package io.laurel.event.insight.statistics;

import io.laurel.mongo.MongoDatabase;

/** Of so many that each span is counted by itself. */
final class MongoClaimSpansTest extends MongoClaimSeriesTest {
  @Override
  ClaimSeries series(MongoDatabase database) {
    return new MongoClaimSeries(database, 0);
  }
}
