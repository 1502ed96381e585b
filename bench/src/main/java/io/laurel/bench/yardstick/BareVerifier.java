package io.laurel.bench.yardstick;

import io.laurel.cache.RecentlyUsed;
import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.List;
import java.util.Map;

/** RS256 as {@code vertx-auth-jwt} does it, and the tokens that passed, bounded as Laurel's. */
final class BareVerifier {
  private static final int SCHEME = "Bearer ".length();

  private final JWTAuth auth;
  private final Map<String, Verified> verified;

  private record Verified(String userId, long expiresAt) {
    static Verified of(User user) {
      JsonObject claims = user.attributes().getJsonObject("accessToken");
      return new Verified(claims.getString("sub"), claims.getLong("exp"));
    }

    boolean isAlive() {
      return System.currentTimeMillis() / 1_000 < expiresAt;
    }
  }

  BareVerifier(Vertx vertx, List<TokenKey> keys, SecurityConfig config) {
    JWTAuthOptions options =
        new JWTAuthOptions()
            .setJWTOptions(
                new JWTOptions().setIssuer(config.issuer()).addAudience(config.audience()));
    keys.forEach(key -> options.addJwk(key.toJwk()));
    auth = JWTAuth.create(vertx, options);
    verified = new RecentlyUsed<>(config.cacheSize());
  }

  /** Subject of the token in an {@code Authorization} header. */
  Future<String> userOf(String authorization) {
    String token = authorization.substring(SCHEME);
    Verified known = verified.get(token);
    if (known != null && known.isAlive()) {
      return Future.succeededFuture(known.userId());
    }
    return auth.authenticate(new TokenCredentials(token))
        .map(Verified::of)
        .onSuccess(user -> verified.put(token, user))
        .map(Verified::userId);
  }
}
