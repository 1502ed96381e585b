package io.laurel.security;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

/** An issuer of tokens, as a studio runs one. It is made of Java alone, and of nothing of ours. */
public final class TestIssuer {
  public static final String NAME = "studio";
  public static final String ISSUER = "https://id.studio.example";
  public static final String AUDIENCE = "laurel";

  private static final Map<String, String> JAVA_NAMES =
      Map.of(
          "RS256", "SHA256withRSA",
          "RS384", "SHA384withRSA",
          "RS512", "SHA512withRSA",
          "PS256", "RSASSA-PSS",
          "PS384", "RSASSA-PSS",
          "PS512", "RSASSA-PSS",
          "ES256", "SHA256withECDSAinP1363Format",
          "ES384", "SHA384withECDSAinP1363Format",
          "ES512", "SHA512withECDSAinP1363Format",
          "EdDSA", "Ed25519");

  private TestIssuer() {}

  /**
   * A key of an issuer.
   *
   * @param id {@code kid}
   */
  public record IssuerKey(String id, KeyPair pair) {
    public static IssuerKey rsa(String id, int bits) {
      return of(id, "RSA", null, bits);
    }

    public static IssuerKey ec(String id, String curve) {
      return of(id, "EC", new ECGenParameterSpec(curve), 0);
    }

    public static IssuerKey ed(String id) {
      return of(id, "Ed25519", null, 0);
    }

    private static IssuerKey of(String id, String kind, AlgorithmParameterSpec spec, int bits) {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        if (spec != null) {
          generator.initialize(spec);
        } else if (bits > 0) {
          generator.initialize(bits);
        }
        return new IssuerKey(id, generator.generateKeyPair());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** As it is published. */
    public JsonObject jwk() {
      JsonObject jwk = new JsonObject().put("kid", id).put("use", "sig");
      PublicKey key = pair.getPublic();
      if (key instanceof RSAPublicKey rsa) {
        return jwk.put("kty", "RSA")
            .put("n", number(rsa.getModulus(), 0))
            .put("e", number(rsa.getPublicExponent(), 0));
      }
      if (key instanceof ECPublicKey ec) {
        int bytes = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        return jwk.put("kty", "EC")
            .put("crv", bytes == 32 ? "P-256" : bytes == 48 ? "P-384" : "P-521")
            .put("x", number(ec.getW().getAffineX(), bytes))
            .put("y", number(ec.getW().getAffineY(), bytes));
      }
      byte[] encoded = key.getEncoded();
      byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      return jwk.put("kty", "OKP").put("crv", "Ed25519").put("x", base64(point));
    }

    private static String number(BigInteger number, int bytes) {
      byte[] signed = number.toByteArray();
      int length = bytes == 0 ? (number.bitLength() + 7) / 8 : bytes;
      byte[] unsigned = new byte[length];
      int taken = Math.min(length, signed.length);
      System.arraycopy(signed, signed.length - taken, unsigned, length - taken, taken);
      return base64(unsigned);
    }

    /** Signs a token. */
    public String sign(JsonObject header, JsonObject claims) {
      return sign(content(header, claims), header.getString("alg"));
    }

    /** Signs any content by that algorithm. */
    public String sign(String content, String algorithm) {
      try {
        Signature signature = Signature.getInstance(JAVA_NAMES.get(algorithm));
        if (algorithm.startsWith("PS")) {
          int bits = Integer.parseInt(algorithm.substring(2));
          signature.setParameter(
              new PSSParameterSpec(
                  "SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits), bits / 8, 1));
        }
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + base64(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Header and claims, not signed. */
  public static String content(JsonObject header, JsonObject claims) {
    return base64(header.encode()) + "." + base64(claims.encode());
  }

  public static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Claims of a token for that subject that lives for five minutes. */
  public static JsonObject claims(String subject, Instant now) {
    return new JsonObject()
        .put("iss", ISSUER)
        .put("aud", AUDIENCE)
        .put("sub", subject)
        .put("iat", now.getEpochSecond())
        .put("exp", now.getEpochSecond() + 300);
  }

  public static JsonObject header(String algorithm, String keyId) {
    return new JsonObject().put("alg", algorithm).put("typ", "JWT").put("kid", keyId);
  }

  /** As published at a {@code jwksUri}. */
  public static JsonObject keySet(IssuerKey... keys) {
    return new JsonObject().put("keys", keys(keys));
  }

  public static JsonArray keys(IssuerKey... keys) {
    return new JsonArray(new ArrayList<>(Stream.of(keys).map(IssuerKey::jwk).toList()));
  }

  /** Its entry in a file of trusted issuers, without keys. */
  public static JsonObject entry() {
    return new JsonObject().put("name", NAME).put("issuer", ISSUER).put("audience", AUDIENCE);
  }

  /** Writes such a file, and says where. */
  public static String file(Path directory, Object content) {
    try {
      Path file = Files.createTempFile(directory, "issuers-", ".json");
      return Files.writeString(file, content.toString()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
