package io.laurel.auth.key;

import io.laurel.config.ConfigException;
import io.laurel.id.Ids;
import io.laurel.security.KeyRing;
import io.laurel.security.Principal;
import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/**
 * Signs access tokens (RFC 9068) with RS256: what it signs, {@link io.laurel.security.JwtVerifier}
 * verifies to the same principal. Written on {@code java.security}, because {@code vertx-auth-jwt}
 * cannot set {@code typ: at+jwt}.
 */
public final class TokenSigner {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Vertx vertx;
  private final KeyRing ring;
  private final SecurityConfig config;
  private final Ids ids;

  /**
   * A signer by the keys of {@code ring}.
   *
   * @throws ConfigException where none of them is private
   */
  public TokenSigner(Vertx vertx, KeyRing ring, SecurityConfig config, Ids ids) {
    this.vertx = vertx;
    this.ring = ring;
    this.config = config;
    this.ids = ids;
    key(Instant.MAX);
  }

  private TokenKey key(Instant now) {
    return ring.keys()
        .signing(now, config.keyActivation())
        .orElseThrow(
            () ->
                new ConfigException(
                    "AUTH_SIGNING_KEYS names "
                        + config.keys()
                        + ", which holds no private key to sign with"));
  }

  /**
   * Signs a token on a worker thread (a millisecond of one core), by the key that is active at
   * {@code issuedAt}. Fails where no private key is left.
   */
  public Future<String> sign(Principal principal, Instant issuedAt) {
    TokenKey key = key(issuedAt);
    JsonObject header =
        new JsonObject().put("alg", "RS256").put("typ", "at+jwt").put("kid", key.id());
    String content = encoded(header) + "." + encoded(claims(principal, issuedAt));
    return vertx.executeBlocking(() -> content + "." + signature(key, content), false);
  }

  private JsonObject claims(Principal principal, Instant issuedAt) {
    JsonArray roles = new JsonArray();
    principal.roles().stream().sorted().forEach(role -> roles.add(role.name()));
    return new JsonObject()
        .put("iss", config.issuer())
        .put("aud", config.audience())
        .put("sub", principal.userId())
        .put("sid", principal.sessionId())
        .put("username", principal.username())
        .put("roles", roles)
        .put("epoch", principal.epoch())
        .put("iat", issuedAt.getEpochSecond())
        .put("exp", principal.expiresAt().getEpochSecond())
        .put("jti", ids.next("jti"));
  }

  private static String signature(TokenKey key, String content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.privateKey());
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    return BASE64.encodeToString(signature.sign());
  }

  private static String encoded(JsonObject part) {
    return BASE64.encodeToString(part.encode().getBytes(StandardCharsets.UTF_8));
  }
}
