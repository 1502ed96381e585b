package io.laurel.auth.exchange;

import io.laurel.auth.provider.SigningAlgorithm;
import io.laurel.json.StrictJson;
import io.laurel.security.CompactForm;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider's token, taken apart and not verified (RFC 7515, RFC 7519).
 *
 * @param algorithm by which it says that it is signed
 * @param keyId {@code kid}; null where it has none
 * @param claims what it says
 * @param content what is signed
 * @param signature not verified, in base64url
 */
record SignedToken(
    SigningAlgorithm algorithm,
    @Nullable String keyId,
    JsonObject claims,
    String content,
    String signature) {
  /** The contract takes no longer one. */
  private static final int MAX_LENGTH = 16_384;

  /** A token must not bring its own key, nor ask for what is not understood (RFC 8725, 3.10). */
  private static final Set<String> REFUSED = Set.of("crit", "jwk", "jku", "x5u", "x5c");

  /** Empty where it is none, or says of itself what is not taken. */
  static Optional<SignedToken> parse(String text) {
    if (!CompactForm.isCanonical(text, MAX_LENGTH)) {
      return Optional.empty();
    }
    String[] parts = text.split("\\.", -1);
    JsonObject header = object(parts[0]);
    JsonObject claims = object(parts[1]);
    if (header == null || claims == null || REFUSED.stream().anyMatch(header::containsKey)) {
      return Optional.empty();
    }
    if (header.containsKey("kid") && !(header.getValue("kid") instanceof String)) {
      return Optional.empty();
    }
    String content = text.substring(0, text.lastIndexOf('.'));
    return header.getValue("alg") instanceof String name
        ? SigningAlgorithm.named(name)
            .map(
                algorithm ->
                    new SignedToken(algorithm, header.getString("kid"), claims, content, parts[2]))
        : Optional.empty();
  }

  @SuppressWarnings("unchecked") // The names of JSON are texts.
  private static @Nullable JsonObject object(String part) {
    try {
      return StrictJson.read(Base64.getUrlDecoder().decode(part)) instanceof Map<?, ?> members
          ? new JsonObject((Map<String, Object>) members)
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Who says it; null where it does not say so by a text. */
  @Nullable String issuer() {
    return claims.getValue("iss") instanceof String issuer ? issuer : null;
  }

  /** Whether the holder of that key has signed it. Costs up to a millisecond. */
  boolean isSignedBy(PublicKey key) {
    return algorithm.verifies(
        key, content.getBytes(StandardCharsets.US_ASCII), Base64.getUrlDecoder().decode(signature));
  }

  /** Without all of it: it may still sign somebody in. */
  @Override
  public String toString() {
    return "SignedToken[" + algorithm + "]";
  }
}
