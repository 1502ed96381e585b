package io.laurel.gateway;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.security.PemPair;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * By what certificate the public port proves who it is.
 *
 * @param certificate PEM file of it, then of those between it and its authority
 * @param key PEM file of its key
 * @param poll between two looks at them
 */
record HttpsConfig(Path certificate, Path key, Duration poll) {
  private static final String CERTIFICATE = "HTTPS_CERTIFICATE";
  private static final String KEY = "HTTPS_KEY";

  /**
   * Reads {@code HTTPS_*}, and the files, which it judges; null where the port speaks plain HTTP.
   */
  static @Nullable HttpsConfig of(Settings settings) {
    Duration poll = settings.millis("HTTPS_CERTIFICATE_POLL_MS", 100, 60_000);
    if (!settings.has(CERTIFICATE) && !settings.has(KEY)) {
      return null;
    }
    for (String each : new String[] {CERTIFICATE, KEY}) {
      if (!settings.has(each)) {
        throw new ConfigException(
            CERTIFICATE + " and " + KEY + " belong together: " + each + " is not set");
      }
    }
    HttpsConfig config = new HttpsConfig(settings.path(CERTIFICATE), settings.path(KEY), poll);
    config.read();
    return config;
  }

  /** What the files hold now. Blocks; fails with {@link ConfigException}, in one line. */
  PemPair read() {
    PemPair pair = new PemPair(read(CERTIFICATE, certificate), read(KEY, key));
    pair.judge(CERTIFICATE + " (" + certificate + ")", KEY + " (" + key + ")");
    return pair;
  }

  private static Buffer read(String setting, Path file) {
    try {
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ConfigException(setting + " names " + file + ", which cannot be read");
    }
  }
}
