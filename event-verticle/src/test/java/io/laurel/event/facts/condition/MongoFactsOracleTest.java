package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.ActivityStore;
import io.laurel.event.facts.activity.MongoActivityStore;

final class MongoFactsOracleTest extends FactsOracleKit {
  @Override
  protected ActivityStore empty() {
    return new MongoActivityStore(database(), 1_000);
  }
}
