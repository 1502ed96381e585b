package io.laurel.event.catalog.seal;

import io.laurel.config.ConfigException;
import io.laurel.config.SampleSecrets;
import io.laurel.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By what is sealed.
 *
 * @param keys secrets, oldest first, the same on every event node: the first one recognizes
 *     duplicates, the last one seals, each opens what it has sealed
 */
public record SealConfig(List<String> keys) {
  private static final String NAME = "SEAL_KEYS";

  /** From when only codes were sealed. */
  private static final String OLD_NAME = "CODE_KEYS";

  private static final int MIN_KEY_BYTES = 32;

  /** Copies the keys. */
  public SealConfig {
    keys = List.copyOf(keys);
  }

  /**
   * Reads {@code SEAL_KEYS}, or {@code CODE_KEYS}, as it was called before.
   *
   * @throws ConfigException where it is missing, for a key of less than 32 bytes or out of an
   *     example, and where both names are there and differ: one of them would be lost
   */
  public static SealConfig of(Settings settings) {
    if (!bearsOldName(settings)) {
      return of(NAME, settings);
    }
    SealConfig old = of(OLD_NAME, settings);
    if (settings.has(NAME) && !of(NAME, settings).equals(old)) {
      throw new ConfigException(
          NAME + " and " + OLD_NAME + ", its old name, differ; move all keys to " + NAME);
    }
    return old;
  }

  /**
   * The same, for who judges settings before anything is opened: says in the log where they bear
   * the old name.
   */
  public static void check(Settings settings) {
    of(settings);
    if (bearsOldName(settings)) {
      // Not a constant: a logger must not be made before logging is configured.
      Logger log = LoggerFactory.getLogger(SealConfig.class);
      log.warn("{} is called {} now; the old name still works", OLD_NAME, NAME);
    }
  }

  private static boolean bearsOldName(Settings settings) {
    return settings.has(OLD_NAME);
  }

  private static SealConfig of(String name, Settings settings) {
    List<String> keys = Stream.of(settings.text(name).split("\\s+")).toList();
    keys.forEach(key -> check(name, key));
    return new SealConfig(keys);
  }

  private static void check(String name, String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length < MIN_KEY_BYTES) {
      throw new ConfigException(
          name
              + " takes keys of at least "
              + MIN_KEY_BYTES
              + " bytes, one a line; openssl rand -base64 48 makes one");
    }
    if (SampleSecrets.contain(key)) {
      throw new ConfigException(
          name + " holds a sample value; openssl rand -base64 48 makes one of your own");
    }
  }

  @Override
  public String toString() {
    return "SealConfig[keys=<redacted>]";
  }
}
