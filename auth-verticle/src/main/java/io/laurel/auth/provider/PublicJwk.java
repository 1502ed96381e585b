package io.laurel.auth.provider;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key that signs, as its provider publishes it (RFC 7517).
 *
 * @param id {@code kid}; null for none
 * @param kind what it is
 * @param algorithm {@code alg}, the only one that it is for; null for any of its kind
 * @param key verifies
 */
record PublicJwk(@Nullable String id, KeyKind kind, @Nullable String algorithm, PublicKey key) {
  private static final int MIN_RSA_BITS = 2_048;

  /** Members that only who signs may have, and shared secrets. */
  private static final List<String> SECRET = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  /**
   * Reads a key.
   *
   * @return empty for one that is not used: of another kind or for another use, or RSA that is too
   *     short
   * @throws IllegalArgumentException where it is none, or not public; the message says so
   */
  static Optional<PublicJwk> of(JsonObject jwk) {
    if (SECRET.stream().anyMatch(jwk::containsKey)) {
      throw new IllegalArgumentException("must be a public key: it has a member that is secret");
    }
    String type = text(jwk, "kty");
    if (type == null) {
      throw new IllegalArgumentException("must have a kty");
    }
    String curve = text(jwk, "crv");
    String id = text(jwk, "kid");
    String algorithm = text(jwk, "alg");
    boolean signs = signs(jwk);
    return KeyKind.of(type, curve == null ? "" : curve)
        .filter(kind -> signs)
        .map(kind -> new PublicJwk(id, kind, algorithm, key(kind, jwk)))
        .filter(PublicJwk::isLongEnough);
  }

  private static PublicKey key(KeyKind kind, JsonObject jwk) {
    try {
      return JwkMaterial.key(kind, name -> required(jwk, name));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("is no key of its kind", e);
    }
  }

  private static boolean signs(JsonObject jwk) {
    String use = text(jwk, "use");
    Object operations = jwk.getValue("key_ops");
    return (use == null || use.equals("sig"))
        && (operations == null
            || (operations instanceof JsonArray names && names.contains("verify")));
  }

  private static String required(JsonObject jwk, String name) {
    String value = text(jwk, name);
    if (value == null) {
      throw new IllegalArgumentException("must have a member " + name);
    }
    return value;
  }

  private static @Nullable String text(JsonObject jwk, String name) {
    Object value = jwk.getValue(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new IllegalArgumentException("must have a text as " + name);
  }

  private boolean isLongEnough() {
    return !(key instanceof RSAPublicKey rsa) || rsa.getModulus().bitLength() >= MIN_RSA_BITS;
  }

  boolean isFor(SigningAlgorithm wanted) {
    return kind == wanted.kind() && (algorithm == null || algorithm.equals(wanted.joseName()));
  }
}
