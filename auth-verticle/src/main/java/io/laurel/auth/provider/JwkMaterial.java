package io.laurel.auth.provider;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** Keys out of the numbers that they are published as (RFC 7518, 6; RFC 8037, 2). */
final class JwkMaterial {
  /** What X.509 writes before the 32 bytes of such a key (RFC 8410). */
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int ED25519_BYTES = 32;
  private static final int MAX_RSA_BITS = 16_384;

  private JwkMaterial() {}

  /**
   * The key.
   *
   * @param member gives a member's text
   * @throws IllegalArgumentException where a member is no base64url
   * @throws GeneralSecurityException where it is no key of that kind
   */
  static PublicKey key(KeyKind kind, UnaryOperator<String> member) throws GeneralSecurityException {
    return switch (kind) {
      case RSA -> rsa(number(member, "n"), number(member, "e"));
      case P256, P384, P521 -> curve(kind, number(member, "x"), number(member, "y"));
      case ED25519 -> edwards(bytes(member, "x"));
    };
  }

  private static PublicKey rsa(BigInteger modulus, BigInteger exponent)
      throws GeneralSecurityException {
    if (modulus.bitLength() > MAX_RSA_BITS) {
      throw new GeneralSecurityException("Takes too long");
    }
    return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
  }

  private static PublicKey curve(KeyKind kind, BigInteger x, BigInteger y)
      throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(kind.platformName()));
    ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
    if (!isOn(spec, x, y)) {
      throw new GeneralSecurityException("No point of its curve");
    }
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), spec));
  }

  /** y² = x³ + ax + b, which not every Java asks. */
  private static boolean isOn(ECParameterSpec spec, BigInteger x, BigInteger y) {
    BigInteger p = ((ECFieldFp) spec.getCurve().getField()).getP();
    BigInteger right = x.pow(2).add(spec.getCurve().getA()).multiply(x).add(spec.getCurve().getB());
    return x.compareTo(p) < 0
        && y.compareTo(p) < 0
        && y.pow(2).subtract(right).mod(p).signum() == 0;
  }

  private static PublicKey edwards(byte[] point) throws GeneralSecurityException {
    if (point.length != ED25519_BYTES) {
      throw new GeneralSecurityException("Of another length");
    }
    byte[] encoded = new byte[ED25519_PREFIX.length + ED25519_BYTES];
    System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
    System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, ED25519_BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static BigInteger number(UnaryOperator<String> member, String name) {
    return new BigInteger(1, bytes(member, name));
  }

  private static byte[] bytes(UnaryOperator<String> member, String name) {
    return Base64.getUrlDecoder().decode(member.apply(name));
  }
}
