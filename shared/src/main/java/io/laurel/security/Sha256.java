package io.laurel.security;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 (FIPS 180-4), which every Java platform has. */
public final class Sha256 {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Sha256() {}

  /** The 32 bytes. */
  public static byte[] of(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The same as base64url without padding: 43 characters. */
  public static String text(byte[] content) {
    return BASE64.encodeToString(of(content));
  }
}
