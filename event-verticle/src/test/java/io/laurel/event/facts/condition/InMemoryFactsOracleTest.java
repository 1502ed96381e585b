package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.ActivityStore;
import io.laurel.event.facts.activity.InMemoryActivityStore;

final class InMemoryFactsOracleTest extends FactsOracleKit {
  @Override
  protected ActivityStore empty() {
    return new InMemoryActivityStore();
  }
}
