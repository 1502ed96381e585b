package io.laurel.event.catalog.endpoint;

import io.laurel.audit.AuditStore;

final class InMemoryEndpointStoreTest extends EndpointStoreKit {
  @Override
  protected EndpointStore empty(AuditStore audit) {
    return new InMemoryEndpointStore(audit);
  }
}
