package io.laurel.embedded;

import java.util.Locale;
import java.util.UUID;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The engine of the store tests, one for each test JVM: the server in {@code MONGODB_TEST_URI} if
 * set, else a MongoDB in a container when {@code -Dmongo=container} asks for it (never by probing:
 * that can hang for minutes), else the embedded server. Says once which one it is.
 */
public final class TestEngine {
  private static final String URI = start();

  private TestEngine() {}

  /** Connection string of the engine. */
  public static String uri() {
    return URI;
  }

  /** Name of a database that nobody has used. */
  public static String freshDatabase() {
    return "test_" + UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static String start() {
    String given = System.getenv("MONGODB_TEST_URI");
    String choice = System.getProperty("mongo", "");
    if (given != null && !given.isBlank()) {
      return announced("the server in MONGODB_TEST_URI", given);
    }
    return switch (choice) {
      case "container" -> announced("MongoDB in a container", container());
      case "" -> announced("the embedded server, in memory", EmbeddedMongo.inMemory().uri());
      default ->
          throw new IllegalArgumentException("-Dmongo takes container or nothing, not " + choice);
    };
  }

  private static String container() {
    // Ends with the JVM: Testcontainers' own reaper sees to it.
    MongoDBContainer container = new MongoDBContainer("mongo:8");
    container.start();
    return container.getConnectionString();
  }

  private static String announced(String engine, String uri) {
    System.out.println("Store tests run against " + engine + ".");
    return uri;
  }
}
