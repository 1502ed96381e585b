package io.laurel.auth.session;

import io.laurel.auth.TestAuth;

/** Sessions for tests of other rooms. */
public final class TestSignIns {
  private TestSignIns() {}

  /** Those features with sessions in memory. */
  public static TestAuth addTo(TestAuth auth) {
    return auth.with(SessionStore.class, new InMemorySessionStore());
  }
}
