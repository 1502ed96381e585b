package io.laurel.security;

import io.laurel.failure.Failure;
import io.laurel.security.VerifiedTokens.Verified;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens (RFC 9068, RFC 8725): one algorithm, one type, a known key, an end. Vert.x
 * checks the signature, issuer and audience; what it would let pass (a token without {@code exp},
 * of another type, of an unknown {@code kid}, or spelled otherwise than it was signed) is refused
 * here. What one has verified all of its process know ({@link VerifiedTokens}). Belongs to one
 * event loop: make one for each verticle instance.
 */
public final class JwtVerifier implements TokenVerifier {
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

  private final Vertx vertx;
  private final KeyRing ring;
  private final JWTOptions claims;
  private final Clock clock;
  private final VerifiedTokens verified;
  private long keysVersion;
  private Map<String, JWTAuth> authByKey;

  /** A verifier that knows the keys of {@code ring}. */
  public JwtVerifier(Vertx vertx, KeyRing ring, SecurityConfig config, Clock clock) {
    this.vertx = vertx;
    this.ring = ring;
    this.clock = clock;
    this.claims =
        new JWTOptions()
            .setIssuer(config.issuer())
            .addAudience(config.audience())
            .setLeeway(Math.toIntExact(config.clockSkew().toSeconds()));
    this.verified = VerifiedTokens.of(vertx, config);
    learn(ring.keys());
  }

  private void learn(KeyRing.Keys keys) {
    keysVersion = keys.version();
    authByKey = new HashMap<>();
    for (TokenKey key : keys.all()) {
      authByKey.put(
          key.id(),
          JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key.toJwk()).setJWTOptions(claims)));
    }
  }

  @Override
  public Future<Principal> verify(String token) {
    if (ring.keys().version() != keysVersion) {
      learn(ring.keys());
    }
    Verified known = verified.get(token);
    // What was verified by a key that is gone is not known any more.
    if (known != null && authByKey.containsKey(known.keyId())) {
      return alive(token, known.principal());
    }
    String keyId = CompactForm.isCanonical(token) ? keyId(token) : null;
    JWTAuth auth = keyId == null ? null : authByKey.get(keyId);
    if (keyId == null || auth == null) {
      return Failure.unauthorized().asFuture();
    }
    // Composed, because Vert.x throws where a claim is of another type than it thinks.
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(auth::authenticate)
        .map(JwtVerifier::principal)
        .recover(cause -> Failure.unauthorized().asFuture())
        .compose(
            principal -> {
              verified.put(token, new Verified(keyId, principal));
              return alive(token, principal);
            });
  }

  private Future<Principal> alive(String token, Principal principal) {
    if (clock.instant().isBefore(principal.expiresAt())) {
      return Future.succeededFuture(principal);
    }
    verified.remove(token);
    return Failure.unauthorized().asFuture();
  }

  /** The id of the key the token names, or null where its header is none of ours. */
  private static @Nullable String keyId(String token) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
      JsonObject header = new JsonObject(new String(json, StandardCharsets.UTF_8));
      boolean ours =
          header.fieldNames().equals(HEADER)
              && "RS256".equals(header.getValue("alg"))
              && "at+jwt".equals(header.getValue("typ"));
      return ours ? header.getString("kid") : null;
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static Principal principal(User user) {
    JsonObject claims = user.attributes().getJsonObject("accessToken");
    Set<Role> roles = EnumSet.noneOf(Role.class);
    claims
        .getJsonArray("roles", new JsonArray())
        .forEach(role -> roles.add(Role.valueOf((String) role)));
    return new Principal(
        required(claims, "sub"),
        required(claims, "username"),
        required(claims, "sid"),
        roles,
        epoch(claims),
        Instant.ofEpochSecond(claims.getLong("exp")));
  }

  private static long epoch(JsonObject claims) {
    Long epoch = claims.getLong("epoch");
    if (epoch == null) {
      throw Failure.unauthorized();
    }
    return epoch;
  }

  private static String required(JsonObject claims, String name) {
    if (claims.getValue(name) instanceof String value && !value.isEmpty()) {
      return value;
    }
    throw Failure.unauthorized();
  }
}
