package io.laurel.security;

import io.laurel.config.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What makes an access token ours.
 *
 * @param keys directory of PEM files; the auth process needs a private key in it, the others may
 *     have public keys only
 * @param issuer {@code iss}
 * @param audience {@code aud}
 * @param clockSkew how far the clock of the signing node may be ahead of ours
 * @param cacheSize verified tokens kept by each verifier, at most
 */
public record SecurityConfig(
    Path keys, String issuer, String audience, Duration clockSkew, int cacheSize) {
  /** Reads {@code AUTH_SIGNING_KEYS} and {@code TOKEN_*}. */
  public static SecurityConfig of(Settings settings) {
    return new SecurityConfig(
        Path.of(settings.text("AUTH_SIGNING_KEYS")),
        settings.text("TOKEN_ISSUER"),
        settings.text("TOKEN_AUDIENCE"),
        settings.seconds("TOKEN_CLOCK_SKEW_SECONDS", 0, 600),
        settings.integer("TOKEN_CACHE_SIZE", 1, 1_000_000));
  }
}
