package io.laurel.event.outreach.delivery;

final class MongoDeliveryStoreTest extends DeliveryStoreKit {
  @Override
  protected DeliveryStore empty() {
    return new MongoDeliveryStore(database());
  }
}
