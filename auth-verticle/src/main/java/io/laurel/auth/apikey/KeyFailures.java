package io.laurel.auth.apikey;

import io.laurel.failure.Failure;
import java.time.Duration;

/** What is refused about API keys. */
final class KeyFailures {
  private KeyFailures() {}

  static Failure notAService() {
    return Failure.conflict(
        "not-a-service", "Only an account with the role SERVICE has keys; people have passwords.");
  }

  static Failure tooMany() {
    return Failure.conflict(
        "too-many-keys",
        "This account has " + ApiKeyService.MAX_KEYS + " keys; revoke one that is not used.");
  }

  static Failure notFound() {
    return Failure.notFound("key-not-found", "This account has no such key.");
  }

  /** The same for whatever is wrong with it: nobody learns which keys, or accounts, there are. */
  static Failure invalidCredentials() {
    return Failure.unauthorized("invalid-credentials", "This key does not sign anybody in.");
  }

  static Failure busy() {
    return Failure.unavailable(
        "Too many keys of this account are being made; try again.", Duration.ofSeconds(1));
  }
}
