package io.laurel.standalone.chaos;

import io.laurel.launch.ChildProcess;
import java.nio.file.Path;
import java.util.Map;

/** The database's process, at one place whatever happens to it. */
final class Database implements AutoCloseable {
  private final Place place;
  private final Path directory;
  private final String store;
  private ChildProcess process;
  private boolean frozen;

  /**
   * A database that does not run yet.
   *
   * @param store a directory, or the URI of another server
   */
  Database(Place place, Path directory, String store) {
    this.place = place;
    this.directory = directory;
    this.store = store;
  }

  Place place() {
    return place;
  }

  String uri() {
    return "mongodb://" + place.host() + ":" + place.bus();
  }

  /** Starts it and waits until it listens. */
  void start() throws InterruptedException {
    ChildProcess.Way way = Node.way(place);
    process =
        ChildProcess.start(
            way,
            DatabaseMain.class,
            directory,
            Map.of(),
            place.host(),
            Integer.toString(place.bus()),
            store);
    process.awaitLine(line -> line.startsWith(DatabaseMain.READY));
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.close();
    process.exitCode();
    process = null;
  }

  /** Answers nobody from now on, but takes what is sent. */
  void freeze() {
    Node.signal("STOP", process);
    frozen = true;
  }

  /** Goes on. */
  void thaw() {
    Node.signal("CONT", process);
    frozen = false;
  }

  /** Has it run, whatever was done to it. */
  void restore() throws InterruptedException {
    if (process == null) {
      start();
    } else if (frozen) {
      thaw();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
