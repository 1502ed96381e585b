package io.laurel.auth.apikey;

import io.laurel.audit.AuditStore;

final class MongoApiKeyStoreTest extends ApiKeyStoreKit {
  @Override
  protected ApiKeyStore empty(AuditStore audit) {
    return new MongoApiKeyStore(database(), audit);
  }
}
