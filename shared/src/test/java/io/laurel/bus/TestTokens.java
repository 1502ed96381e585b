package io.laurel.bus;

import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyRing;
import io.laurel.security.Role;
import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenKey;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Access tokens for tests, signed with a key of this JVM. */
public final class TestTokens {
  private static final SecurityConfig CONFIG =
      new SecurityConfig(
          Path.of("none"),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          "laurel",
          "laurel",
          Duration.ofSeconds(60),
          100);
  private static final TokenKey KEY = newKey();

  private TestTokens() {}

  private static TokenKey newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      var pair = generator.generateKeyPair();
      return new TokenKey(
          "test", (RSAPublicKey) pair.getPublic(), (RSAPrivateCrtKey) pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key that signed them. */
  public static TokenKey key() {
    return KEY;
  }

  /** A verifier that takes them. */
  public static TokenVerifier verifier(Vertx vertx) {
    return verifier(vertx, KeyRing.of(List.of(KEY)), Clock.systemUTC());
  }

  /** A verifier that takes those of the keys in that ring, by that clock. */
  public static TokenVerifier verifier(Vertx vertx, KeyRing ring, Clock clock) {
    return new JwtVerifier(vertx, ring, CONFIG, clock);
  }

  /** A token of the user {@code usr_test} with these roles, for an hour. */
  public static String with(Role... roles) {
    return endingAt(Instant.now().plusSeconds(3_600), roles);
  }

  /** A token that ends then. */
  public static String endingAt(Instant end, Role... roles) {
    return token("ses_test", end, roles);
  }

  /** A token of that user for an hour, given for an API key. */
  public static String byKey(String keyId, Role... roles) {
    return token(keyId, Instant.now().plusSeconds(3_600), roles);
  }

  private static String token(String session, Instant end, Role... roles) {
    JsonArray names = new JsonArray();
    for (Role role : roles) {
      names.add(role.name());
    }
    JsonObject claims =
        new JsonObject()
            .put("iss", "laurel")
            .put("aud", "laurel")
            .put("sub", "usr_test")
            .put("username", "test")
            .put("sid", session)
            .put("roles", names)
            .put("epoch", 0)
            .put("iat", end.getEpochSecond() - 7_200)
            .put("exp", end.getEpochSecond());
    JsonObject header =
        new JsonObject().put("alg", "RS256").put("typ", "at+jwt").put("kid", KEY.id());
    String signed = part(header) + "." + part(claims);
    return signed + "." + sign(signed);
  }

  private static String part(JsonObject json) {
    return base64(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static String sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(KEY.privateKey());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
