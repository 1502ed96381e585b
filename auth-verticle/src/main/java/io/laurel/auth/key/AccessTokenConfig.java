package io.laurel.auth.key;

import io.laurel.config.Settings;
import io.laurel.security.SecurityConfig;
import java.time.Duration;

/**
 * How long access tokens live.
 *
 * @param ttl lifetime of one
 * @param clockSkew how far the clock of the signing node may be ahead of the verifying one's
 */
public record AccessTokenConfig(Duration ttl, Duration clockSkew) {
  private static final int ONE_DAY = 86_400;

  /** For what a process that is held up has read before and signs after. */
  private static final Duration ONE_MORE_MINUTE = Duration.ofMinutes(1);

  /** Reads {@code ACCESS_TOKEN_TTL_SECONDS} and {@code TOKEN_CLOCK_SKEW_SECONDS}. */
  public static AccessTokenConfig of(Settings settings) {
    return new AccessTokenConfig(
        settings.seconds("ACCESS_TOKEN_TTL_SECONDS", 1, ONE_DAY),
        SecurityConfig.of(settings).clockSkew());
  }

  /**
   * How long a token that is signed now may be taken by a node, and a revocation must be kept: the
   * signing node's clock may be ahead of the verifying one's, and so may that of the node which
   * deletes.
   */
  public Duration takenFor() {
    return ttl.plus(clockSkew.multipliedBy(2)).plus(ONE_MORE_MINUTE);
  }
}
