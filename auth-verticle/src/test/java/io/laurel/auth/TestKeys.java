package io.laurel.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Key files. */
public final class TestKeys {
  private TestKeys() {}

  public static KeyPair pair(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void writePrivate(KeyPair pair, Path file) {
    write("PRIVATE KEY", pair.getPrivate().getEncoded(), file);
  }

  public static void writePublic(KeyPair pair, Path file) {
    write("PUBLIC KEY", pair.getPublic().getEncoded(), file);
  }

  private static void write(String label, byte[] der, Path file) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    try {
      Files.writeString(
          file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
