package io.laurel.event.event;

final class InMemoryEventStoreTest extends EventStoreKit {
  @Override
  EventStore empty() {
    return new InMemoryEventStore();
  }
}
