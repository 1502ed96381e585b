package io.laurel.security;

import io.laurel.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Token keys out of the {@code *.pem} files of a directory: {@code PRIVATE KEY} (PKCS #8) or {@code
 * PUBLIC KEY} (X.509), RSA of 2 048 bits or more. The newest is the one whose file name sorts last,
 * which, unlike a file's date, is the same on every node.
 */
public final class KeyDirectory {
  private static final int MIN_BITS = 2_048;

  private KeyDirectory() {}

  /**
   * Reads the directory on a worker thread. Fails with {@link ConfigException} where it holds no
   * key or a file that is none.
   *
   * @return the keys, oldest first
   */
  public static Future<List<TokenKey>> load(Vertx vertx, Path directory) {
    return files(vertx, directory).map(files -> files.stream().map(KeyFile::key).toList());
  }

  static Future<List<KeyFile>> files(Vertx vertx, Path directory) {
    return vertx.executeBlocking(() -> read(directory), false);
  }

  private static List<KeyFile> read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ConfigException("AUTH_SIGNING_KEYS names " + directory + ", which is no directory");
    }
    List<KeyFile> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".pem")).sorted().toList()) {
        keys.add(new KeyFile(key(file), Files.getLastModifiedTime(file).toInstant()));
      }
    }
    if (keys.isEmpty()) {
      throw new ConfigException(
          "AUTH_SIGNING_KEYS names " + directory + ", which holds no *.pem file");
    }
    return List.copyOf(keys);
  }

  private static TokenKey key(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      TokenKey key;
      if (text.contains("-----BEGIN PRIVATE KEY-----")) {
        var secret =
            (RSAPrivateCrtKey)
                factory.generatePrivate(new PKCS8EncodedKeySpec(body(text, "PRIVATE KEY")));
        var spec = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
        key = TokenKey.of((RSAPublicKey) factory.generatePublic(spec), secret);
      } else {
        var spec = new X509EncodedKeySpec(body(text, "PUBLIC KEY"));
        key = TokenKey.of((RSAPublicKey) factory.generatePublic(spec), null);
      }
      if (key.publicKey().getModulus().bitLength() < MIN_BITS) {
        throw new ConfigException(
            file + " is too small a key: RSA of at least " + MIN_BITS + " bits");
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      throw new ConfigException(
          file
              + " is no RSA key in PEM: it must be PKCS #8 (BEGIN PRIVATE KEY) or X.509 (BEGIN PUBLIC KEY)");
    }
  }

  private static byte[] body(String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(label);
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }
}
