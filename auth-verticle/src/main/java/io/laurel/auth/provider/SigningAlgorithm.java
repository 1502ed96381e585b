package io.laurel.auth.provider;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * By what a token may be signed (RFC 7518, RFC 8037): by a key of whom nobody else has the private
 * half. Written on {@code java.security}: {@code vertx-auth} would take ES256 in two spellings.
 */
public enum SigningAlgorithm {
  RS256("RS256", KeyKind.RSA, "SHA256withRSA"),
  RS384("RS384", KeyKind.RSA, "SHA384withRSA"),
  RS512("RS512", KeyKind.RSA, "SHA512withRSA"),
  PS256("PS256", KeyKind.RSA, SigningAlgorithm.PSS),
  PS384("PS384", KeyKind.RSA, SigningAlgorithm.PSS),
  PS512("PS512", KeyKind.RSA, SigningAlgorithm.PSS),
  ES256("ES256", KeyKind.P256, "SHA256withECDSAinP1363Format"),
  ES384("ES384", KeyKind.P384, "SHA384withECDSAinP1363Format"),
  ES512("ES512", KeyKind.P521, "SHA512withECDSAinP1363Format"),
  ED25519("EdDSA", KeyKind.ED25519, "Ed25519");

  private static final String PSS = "RSASSA-PSS";

  /** What is taken where an operator names none. */
  static final List<SigningAlgorithm> USUAL = List.of(RS256, ES256, ED25519);

  private final String name;
  private final KeyKind kind;
  private final String platformName;

  SigningAlgorithm(String name, KeyKind kind, String platformName) {
    this.name = name;
    this.kind = kind;
    this.platformName = platformName;
  }

  /** The algorithm of that {@code alg}; empty for one that is not taken. */
  public static Optional<SigningAlgorithm> named(String name) {
    return Arrays.stream(values()).filter(known -> known.name.equals(name)).findFirst();
  }

  /** Its {@code alg}. */
  public String joseName() {
    return name;
  }

  KeyKind kind() {
    return kind;
  }

  /** Whether that is the signature of the content. Costs up to a millisecond. */
  public boolean verifies(PublicKey key, byte[] content, byte[] signature) {
    if (!kind.signsIn(signature.length)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(platformName);
      if (platformName.equals(PSS)) {
        verifier.setParameter(pss(Integer.parseInt(name.substring("PS".length()))));
      }
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature that cannot be read is none.
      return false;
    }
  }

  /** With a salt as long as the digest (RFC 7518, 3.5). */
  private static PSSParameterSpec pss(int bits) {
    String digest = "SHA-" + bits;
    return new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), bits / Byte.SIZE, 1);
  }
}
