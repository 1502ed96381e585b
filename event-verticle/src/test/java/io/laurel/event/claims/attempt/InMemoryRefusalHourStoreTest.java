package io.laurel.event.claims.attempt;

final class InMemoryRefusalHourStoreTest extends RefusalHourStoreKit {
  @Override
  protected RefusalHourStore empty() {
    return new InMemoryRefusalHourStore();
  }
}
