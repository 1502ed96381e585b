package io.laurel.auth.apikey;

import io.laurel.auth.TestAuth;

/** API keys for tests of other rooms. */
public final class TestApiKeys {
  private TestApiKeys() {}

  /** Those features with keys in memory. */
  public static TestAuth addTo(TestAuth auth) {
    return auth.with(ApiKeyStore.class, new InMemoryApiKeyStore());
  }
}
