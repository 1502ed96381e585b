package io.laurel.bench;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stores copies of the claims of a server that does not run, for who looks at it with many, such as
 * {@code .ci/console million}.
 */
public final class FillMain {
  private FillMain() {}

  /**
   * Takes the server's directory of data and how many to store. Ends with 2 where they are not
   * given.
   */
  public static void main(String[] arguments) {
    if (arguments.length != 2 || !arguments[1].matches("[1-9]\\d{0,7}")) {
      System.err.println(
          "Takes the server's directory of data, and how many claims to store there");
      System.exit(2);
    }
    Path database = Path.of(arguments[0]).resolve("database");
    if (!Files.isDirectory(database)) {
      System.err.println(database + " is no directory: has the server run there?");
      System.exit(2);
    }
    Vertx vertx = Vertx.vertx();
    try {
      StoredClaims.copy(vertx, database, Integer.parseInt(arguments[1]));
    } finally {
      vertx.close().await();
    }
  }
}
