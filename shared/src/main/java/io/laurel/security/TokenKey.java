package io.laurel.security;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One RSA key of the token directory.
 *
 * @param id key id, the RFC 7638 thumbprint of the public key: every node that holds the key agrees
 *     on it
 * @param publicKey verifies
 * @param privateKey signs; null where the file holds a public key only
 */
public record TokenKey(String id, RSAPublicKey publicKey, @Nullable RSAPrivateCrtKey privateKey) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  static TokenKey of(RSAPublicKey publicKey, @Nullable RSAPrivateCrtKey privateKey) {
    return new TokenKey(thumbprint(publicKey), publicKey, privateKey);
  }

  /** The public key as a JWK (RFC 7517). */
  public JsonObject toJwk() {
    return new JsonObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", id)
        .put("n", unsigned(publicKey.getModulus()))
        .put("e", unsigned(publicKey.getPublicExponent()));
  }

  private static String thumbprint(RSAPublicKey key) {
    String canonical =
        "{\"e\":\""
            + unsigned(key.getPublicExponent())
            + "\",\"kty\":\"RSA\",\"n\":\""
            + unsigned(key.getModulus())
            + "\"}";
    return Sha256.text(canonical.getBytes(StandardCharsets.UTF_8));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return BASE64.encodeToString(
        bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  @Override
  public String toString() {
    return "TokenKey[" + id + (privateKey == null ? ", public only]" : "]");
  }
}
