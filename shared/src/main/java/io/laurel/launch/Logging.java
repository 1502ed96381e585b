package io.laurel.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Chooses where Vert.x and Logback take their configuration from. */
final class Logging {
  private static final String LOGBACK_FILE = "logback.configurationFile";
  private static final String FILE = "conf/logback.xml";

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
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    if (System.getProperty(LOGBACK_FILE) == null) {
      Path file = Path.of(FILE);
      // As a URL: Logback looks for a bare name on the class path first, where the default stands.
      System.setProperty(LOGBACK_FILE, Files.isRegularFile(file) ? file.toUri().toString() : FILE);
    }
  }
}
