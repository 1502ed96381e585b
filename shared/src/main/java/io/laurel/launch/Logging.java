package io.laurel.launch;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Chooses where Vert.x and Logback take their configuration from. */
final class Logging {
  private static final String LOGBACK_FILE = "logback.configurationFile";
  private static final String FILE = "conf/logback.xml";
  private static final String FORMAT = "LOG_FORMAT";
  private static final Path SETTINGS = Path.of("conf", "process.json");
  private static final Set<String> FORMATS = Set.of("plain", "json");

  private Logging() {}

  /**
   * To be called before the first logger is made. A file that {@code -Dlogback.configurationFile}
   * names comes first, then {@code conf/logback.xml} of the working directory, then the one inside
   * the jar.
   */
  static void configure() {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    // Hazelcast's static loggers ask the system, not its configuration.
    System.setProperty("hazelcast.logging.type", "slf4j");
    String format = format();
    if (format != null) {
      System.setProperty(FORMAT, format);
    }
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    if (System.getProperty(LOGBACK_FILE) == null) {
      Path file = Path.of(FILE);
      // As a URL: Logback looks for a bare name on the class path first, where the default stands.
      System.setProperty(LOGBACK_FILE, Files.isRegularFile(file) ? file.toUri().toString() : FILE);
    }
  }

  /**
   * Judges {@code LOG_FORMAT}.
   *
   * @throws ConfigException where it is neither {@code plain} nor {@code json}
   */
  static void check(Settings settings) {
    String format = settings.text(FORMAT);
    if (!FORMATS.contains(format)) {
      throw new ConfigException(FORMAT + " takes plain or json, not " + format);
    }
  }

  /** The setting before settings are read: what reads them may log. */
  private static @Nullable String format() {
    String given = System.getenv(FORMAT);
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    try {
      return Files.isRegularFile(SETTINGS)
          ? new JsonObject(Files.readString(SETTINGS)).getString(FORMAT)
          : null;
    } catch (IOException | DecodeException | ClassCastException e) {
      // Whoever reads the settings says what is wrong there.
      return null;
    }
  }
}
