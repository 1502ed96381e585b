package io.laurel.standalone;

import io.laurel.config.Settings;
import java.nio.file.Path;

/**
 * What only the standalone process has.
 *
 * @param data directory of the database, keys and secrets; absolute
 */
record StandaloneConfig(Path data) {
  /** Reads {@code DATA_DIR}. */
  static StandaloneConfig of(Settings settings) {
    return new StandaloneConfig(settings.path("DATA_DIR").toAbsolutePath().normalize());
  }
}
