package io.laurel.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The victim of {@link KillTest}: serves a directory until somebody kills it, or its parent is
 * gone.
 */
final class KilledServer {
  private KilledServer() {}

  @SuppressWarnings("SystemOut") // the way its parent learns the port
  public static void main(String[] arguments) throws IOException {
    System.out.println(EmbeddedMongo.onFile(Path.of(arguments[0])).uri());
    // Nothing is said there; its end is the end of the parent.
    var unused = System.in.read();
    System.exit(0);
  }
}
