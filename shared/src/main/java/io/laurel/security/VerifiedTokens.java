package io.laurel.security;

import io.laurel.cache.RecentlyUsed;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a process has verified: several doors in one JVM, and each on several event
 * loops, need not verify the same token each. Serves every thread; in shares, so that two of them
 * seldom wait for each other.
 */
final class VerifiedTokens implements Shareable {
  private static final int SHARES = 16;

  private final List<Map<String, Verified>> shares;

  /**
   * What a token proves.
   *
   * @param keyId the thumbprint of the key that has signed it; without that key it proves nothing
   */
  record Verified(String keyId, Principal principal) {}

  private VerifiedTokens(int size) {
    int count = Math.min(SHARES, size);
    this.shares =
        Stream.generate(
                () -> Collections.synchronizedMap(new RecentlyUsed<String, Verified>(size / count)))
            .limit(count)
            .toList();
  }

  /** Those of a process, for verifiers that ask for the same. */
  static VerifiedTokens of(Vertx vertx, SecurityConfig config) {
    String asked = config.issuer() + '\n' + config.audience() + '\n' + config.clockSkew();
    return vertx
        .sharedData()
        .<String, VerifiedTokens>getLocalMap(VerifiedTokens.class.getName())
        .computeIfAbsent(asked, key -> new VerifiedTokens(config.cacheSize()));
  }

  @Nullable Verified get(String token) {
    return share(token).get(token);
  }

  void put(String token, Verified verified) {
    share(token).put(token, verified);
  }

  void remove(String token) {
    share(token).remove(token);
  }

  private Map<String, Verified> share(String token) {
    return shares.get(Math.floorMod(token.hashCode(), shares.size()));
  }
}
