package io.laurel.security;

import io.laurel.cache.RecentlyUsed;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a process has verified: several doors in one JVM, and each on several event
 * loops, need not verify the same token each. Serves every thread.
 */
final class VerifiedTokens implements Shareable {
  private final Map<String, Verified> tokens;

  /**
   * What a token proves.
   *
   * @param keyId the thumbprint of the key that has signed it; without that key it proves nothing
   */
  record Verified(String keyId, Principal principal) {}

  private VerifiedTokens(int size) {
    this.tokens = new RecentlyUsed<>(size);
  }

  /** Those of a process, for verifiers that ask for the same. */
  static VerifiedTokens of(Vertx vertx, SecurityConfig config) {
    String asked = config.issuer() + '\n' + config.audience() + '\n' + config.clockSkew();
    return vertx
        .sharedData()
        .<String, VerifiedTokens>getLocalMap(VerifiedTokens.class.getName())
        .computeIfAbsent(asked, key -> new VerifiedTokens(config.cacheSize()));
  }

  synchronized @Nullable Verified get(String token) {
    return tokens.get(token);
  }

  synchronized void put(String token, Verified verified) {
    tokens.put(token, verified);
  }

  synchronized void remove(String token) {
    tokens.remove(token);
  }
}
