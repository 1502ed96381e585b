package io.laurel.event.outreach.delivery;

final class InMemoryDeliveryStoreTest extends DeliveryStoreKit {
  @Override
  DeliveryStore empty() {
    return new InMemoryDeliveryStore();
  }
}
