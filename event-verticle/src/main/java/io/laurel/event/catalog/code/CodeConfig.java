package io.laurel.event.catalog.code;

import io.laurel.config.ConfigException;
import io.laurel.config.SampleSecrets;
import io.laurel.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * How imported codes are kept.
 *
 * @param keys secrets, oldest first, the same on every event node: the first one recognizes
 *     duplicates, the last one seals, each opens what it has sealed
 */
public record CodeConfig(List<String> keys) {
  private static final int MIN_KEY_BYTES = 32;

  /** Copies the keys. */
  public CodeConfig {
    keys = List.copyOf(keys);
  }

  /**
   * Reads {@code CODE_KEYS}.
   *
   * @throws ConfigException where it is missing, or for a key of less than 32 bytes or out of an
   *     example
   */
  public static CodeConfig of(Settings settings) {
    List<String> keys = Stream.of(settings.text("CODE_KEYS").split("\\s+")).toList();
    keys.forEach(CodeConfig::check);
    return new CodeConfig(keys);
  }

  private static void check(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length < MIN_KEY_BYTES) {
      throw new ConfigException(
          "CODE_KEYS takes keys of at least "
              + MIN_KEY_BYTES
              + " bytes, one a line; openssl rand -base64 48 makes one");
    }
    if (SampleSecrets.contain(key)) {
      throw new ConfigException(
          "CODE_KEYS holds a sample value; openssl rand -base64 48 makes one of your own");
    }
  }

  @Override
  public String toString() {
    return "CodeConfig[keys=<redacted>]";
  }
}
