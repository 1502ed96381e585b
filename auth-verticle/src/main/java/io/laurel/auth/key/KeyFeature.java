package io.laurel.auth.key;

import io.laurel.config.ConfigException;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.security.KeyRing;
import io.laurel.security.SecurityConfig;
import io.vertx.core.Future;

/** The keys, as far as access tokens are signed by them. */
public final class KeyFeature implements Feature {
  private final TokenSigner signer;
  private final SystemToken systemToken;

  /**
   * Signs by the keys of that ring.
   *
   * @throws ConfigException where none of them is private
   */
  public KeyFeature(Site site, KeyRing keys) {
    signer = new TokenSigner(site.vertx(), keys, SecurityConfig.of(site.settings()), site.ids());
    systemToken = new SystemToken(signer, site.clock());
  }

  /** Signs what users bear. */
  public TokenSigner signer() {
    return signer;
  }

  /** What the system bears where it calls somebody itself; good for a minute at least. */
  public Future<String> systemToken() {
    return systemToken.get();
  }
}
