package io.laurel.auth.apikey;

import io.laurel.audit.AuditStore;

final class InMemoryApiKeyStoreTest extends ApiKeyStoreKit {
  @Override
  protected ApiKeyStore empty(AuditStore audit) {
    return new InMemoryApiKeyStore(audit);
  }
}
