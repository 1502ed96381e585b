package io.laurel.auth.provider;

import java.util.Arrays;
import java.util.Optional;

/** Keys by what can be done with them. */
enum KeyKind {
  RSA("RSA", "", "", 0),
  P256("EC", "P-256", "secp256r1", 64),
  P384("EC", "P-384", "secp384r1", 96),
  P521("EC", "P-521", "secp521r1", 132),
  ED25519("OKP", "Ed25519", "Ed25519", 64);

  private final String type;
  private final String curve;
  private final String platformName;
  private final int signatureBytes;

  /**
   * A kind.
   *
   * @param type {@code kty}
   * @param curve {@code crv}; empty where the type has none
   * @param platformName the curve's, as Java knows it
   * @param signatureBytes length of its signatures; 0 where it depends on the key
   */
  KeyKind(String type, String curve, String platformName, int signatureBytes) {
    this.type = type;
    this.curve = curve;
    this.platformName = platformName;
    this.signatureBytes = signatureBytes;
  }

  /** The kind of that type and curve; empty for one by which nobody signs here. */
  static Optional<KeyKind> of(String type, String curve) {
    return Arrays.stream(values())
        .filter(
            kind -> kind.type.equals(type) && (kind.curve.isEmpty() || kind.curve.equals(curve)))
        .findFirst();
  }

  String platformName() {
    return platformName;
  }

  boolean signsIn(int bytes) {
    return signatureBytes == 0 || signatureBytes == bytes;
  }
}
