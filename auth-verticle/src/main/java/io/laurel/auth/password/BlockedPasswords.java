package io.laurel.auth.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passwords that everybody tries first (NIST SP 800-63B-4, 3.1.1.2). The list, its source and its
 * licence stand in {@code common-passwords.txt}.
 */
final class BlockedPasswords {
  private static final String RESOURCE = "common-passwords.txt";
  private static final String COMMENT = "#";

  private final Set<String> passwords;

  private BlockedPasswords(Set<String> passwords) {
    this.passwords = passwords;
  }

  /** Reads the list. Blocks. */
  static BlockedPasswords load() {
    try (InputStream in = BlockedPasswords.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new BlockedPasswords(
          lines
              .lines()
              .filter(line -> !line.startsWith(COMMENT))
              .map(BlockedPasswords::key)
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is on the list, in whatever case and composition. */
  boolean contain(String password) {
    return passwords.contains(key(password));
  }

  int size() {
    return passwords.size();
  }

  private static String key(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
