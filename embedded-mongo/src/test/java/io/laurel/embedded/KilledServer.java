package io.laurel.embedded;

import java.nio.file.Path;

/** The victim of {@link KillTest}: serves a directory until somebody kills it. */
final class KilledServer {
  private KilledServer() {}

  @SuppressWarnings("SystemOut") // the way its parent learns the port
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(EmbeddedMongo.onFile(Path.of(arguments[0])).uri());
    Thread.currentThread().join();
  }
}
