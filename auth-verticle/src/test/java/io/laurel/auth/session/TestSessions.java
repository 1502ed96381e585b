package io.laurel.auth.session;

import io.laurel.auth.revocation.Revoker;
import io.laurel.id.Ids;
import io.laurel.revocation.InMemoryRevocationStore;
import io.laurel.revocation.RevocationStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Session configuration for tests: the shipped lifetimes. */
final class TestSessions {
  private TestSessions() {}

  static SessionConfig config() {
    return new SessionConfig(
        key("J0jNvbXf3m9rWyo7Qk2dLh8sTzU4aPcE"),
        Duration.ofMinutes(15),
        Duration.ofDays(14),
        Duration.ofDays(90),
        Duration.ofSeconds(10),
        Duration.ofDays(30),
        Duration.ofMillis(100));
  }

  /** Families in that store whose revocations nobody reads. */
  static TokenFamilies families(SessionStore store, Clock clock) {
    return new TokenFamilies(
        store,
        sessionRevocations(store, new InMemoryRevocationStore(), clock),
        config(),
        Ids.by(clock),
        clock);
  }

  /** SessionRevocations of sessions in the one store that are revoked in the other. */
  static SessionRevocations sessionRevocations(
      SessionStore store, RevocationStore revocations, Clock clock) {
    var revoker = new Revoker(revocations, message -> {}, Duration.ofMinutes(17), clock);
    return new SessionRevocations(store, revoker, config(), clock);
  }

  static SecretKey key(String secret) {
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }
}
