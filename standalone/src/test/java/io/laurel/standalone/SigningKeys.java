package io.laurel.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** Private keys of access tokens, as an operator makes them. */
public final class SigningKeys {
  private SigningKeys() {}

  /** Puts a new one into the directory, at once as a whole. */
  public static void add(Path directory, String name) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    KeyPair pair = generator.generateKeyPair();
    String body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
    Path written =
        Files.writeString(
            directory.resolveSibling("new-key"),
            "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    Files.move(written, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
