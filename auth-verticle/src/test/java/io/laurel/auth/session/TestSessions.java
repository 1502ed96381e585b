package io.laurel.auth.session;

import java.nio.charset.StandardCharsets;
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
        Duration.ofSeconds(10));
  }

  static SecretKey key(String secret) {
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }
}
