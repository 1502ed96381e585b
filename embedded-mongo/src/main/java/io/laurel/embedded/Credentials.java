package io.laurel.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A name and a password, made for one server and as long as it lives. */
record Credentials(String username, String password) {
  private static final int BYTES = 32;

  static Credentials make() {
    byte[] password = new byte[BYTES];
    new SecureRandom().nextBytes(password);
    return new Credentials(
        "laurel", Base64.getUrlEncoder().withoutPadding().encodeToString(password));
  }

  /** As a connection string has them. */
  String userInfo() {
    return username + ":" + password;
  }

  /**
   * Whether that is what SASL PLAIN (RFC 4616) sends for them: whom to act for, which may be left
   * out, then name and password.
   */
  boolean are(byte[] message) {
    String said = "\0" + username + "\0" + password;
    return MessageDigest.isEqual(message, said.getBytes(StandardCharsets.UTF_8))
        || MessageDigest.isEqual(message, (username + said).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Credentials[username=" + username + ", password=<redacted>]";
  }
}
