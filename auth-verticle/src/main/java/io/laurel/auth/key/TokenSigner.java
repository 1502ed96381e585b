package io.laurel.auth.key;

import io.laurel.config.ConfigException;
import io.laurel.id.Ids;
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
import java.util.List;

/**
 * Signs access tokens (RFC 9068) with RS256: what it signs, {@link io.laurel.security.JwtVerifier}
 * verifies to the same principal. Written on {@code java.security}, because {@code vertx-auth-jwt}
 * cannot set {@code typ: at+jwt}.
 */
public final class TokenSigner {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Vertx vertx;
  private final TokenKey key;
  private final SecurityConfig config;
  private final Ids ids;
  private final String header;

  /**
   * A signer by the newest private key.
   *
   * @param keys as {@link io.laurel.security.KeyDirectory} gives them, oldest first
   * @throws ConfigException where none of them is private
   */
  public TokenSigner(Vertx vertx, List<TokenKey> keys, SecurityConfig config, Ids ids) {
    this.vertx = vertx;
    this.key = newestPrivate(keys, config);
    this.config = config;
    this.ids = ids;
    this.header =
        encoded(new JsonObject().put("alg", "RS256").put("typ", "at+jwt").put("kid", key.id()));
  }

  private static TokenKey newestPrivate(List<TokenKey> keys, SecurityConfig config) {
    return keys.stream()
        .filter(key -> key.privateKey() != null)
        .reduce((older, newer) -> newer)
        .orElseThrow(
            () ->
                new ConfigException(
                    "AUTH_SIGNING_KEYS names "
                        + config.keys()
                        + ", which holds no private key to sign with"));
  }

  /** Signs a token on a worker thread (a millisecond of one core). */
  public Future<String> sign(Principal principal, Instant issuedAt) {
    String content = header + "." + encoded(claims(principal, issuedAt));
    return vertx.executeBlocking(() -> content + "." + signature(content), false);
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

  private String signature(String content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.privateKey());
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    return BASE64.encodeToString(signature.sign());
  }

  private static String encoded(JsonObject part) {
    return BASE64.encodeToString(part.encode().getBytes(StandardCharsets.UTF_8));
  }
}
