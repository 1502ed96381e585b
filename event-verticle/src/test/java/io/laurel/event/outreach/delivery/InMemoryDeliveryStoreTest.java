package io.laurel.event.outreach.delivery;

final class InMemoryDeliveryStoreTest extends DeliveryStoreKit {
  @Override
  protected DeliveryStore empty() {
    return new InMemoryDeliveryStore();
  }
}
