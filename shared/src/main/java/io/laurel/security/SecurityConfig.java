package io.laurel.security;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What makes an access token ours.
 *
 * @param keys directory of PEM files; the auth process needs a private key in it, the others may
 *     have public keys only
 * @param keyPoll how often the directory is read again
 * @param keyActivation how long a new private key lies there before it signs
 * @param issuer {@code iss}
 * @param audience {@code aud}
 * @param clockSkew how far the clock of the signing node may be ahead of ours
 * @param cacheSize verified tokens that a process keeps at most
 */
public record SecurityConfig(
    Path keys,
    Duration keyPoll,
    Duration keyActivation,
    String issuer,
    String audience,
    Duration clockSkew,
    int cacheSize) {
  /**
   * Reads {@code AUTH_SIGNING_KEYS} and {@code TOKEN_*}.
   *
   * @throws ConfigException where a new key would sign before every verifier has read it
   */
  public static SecurityConfig of(Settings settings) {
    Duration poll = settings.millis("TOKEN_KEY_POLL_MS", 100, 600_000);
    Duration activation = settings.seconds("TOKEN_KEY_ACTIVATION_SECONDS", 1, 86_400);
    if (activation.compareTo(poll.multipliedBy(2)) < 0) {
      throw new ConfigException(
          "TOKEN_KEY_ACTIVATION_SECONDS takes at least twice TOKEN_KEY_POLL_MS, so that no token is"
              + " signed by a key that others have not read yet");
    }
    return new SecurityConfig(
        settings.path("AUTH_SIGNING_KEYS"),
        poll,
        activation,
        settings.text("TOKEN_ISSUER"),
        settings.text("TOKEN_AUDIENCE"),
        settings.seconds("TOKEN_CLOCK_SKEW_SECONDS", 0, 600),
        settings.integer("TOKEN_CACHE_SIZE", 1, 1_000_000));
  }
}
