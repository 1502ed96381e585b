package io.laurel.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB server inside this JVM that listens on 127.0.0.1 only. Unless it is {@link #guarded},
 * whoever can run a program on this machine can read and write it.
 *
 * <p>It speaks the wire protocol through {@code de.bwaldvogel:mongo-java-server}, keeps documents
 * and indexes in an H2 {@code MVStore} (on a file or in memory, with the same code), and adds what
 * that library lacks: unique and non-unique indexes that serve queries, replies that are sent only
 * after what they report, or have read, is on disk, and a data file that is not opened at an
 * earlier state than it was left in. It has no sessions, transactions, change streams, TTL or
 * partial indexes. One thread does all the work.
 */
public final class EmbeddedMongo implements AutoCloseable {
  private static final int ANY_PORT = 0;

  private final Runnable close;
  private final Listener listener;
  private final Optional<Credentials> credentials;
  private final LongAdder documentsExamined;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedMongo(MVStore store, int port) {
    this.close = store::close;
    this.credentials = Optional.empty();
    this.documentsExamined = new LongAdder();
    var backend = new IndexedBackend(store, documentsExamined);
    this.listener = Listener.start(port, channels -> new Pipeline(backend, channels));
  }

  private EmbeddedMongo(
      StoreFile file,
      int port,
      Optional<Credentials> credentials,
      Consumer<EmbeddedMongoException> whenBroken) {
    this.close = file::close;
    this.credentials = credentials;
    this.documentsExamined = new LongAdder();
    try {
      var backend = new IndexedBackend(file.store(), documentsExamined);
      this.listener =
          Listener.start(
              port, channels -> new Pipeline(backend, channels, file, credentials, whenBroken));
    } catch (MVStoreException e) {
      file.abandon();
      throw new EmbeddedMongoException(file.explain(e), e);
    } catch (RuntimeException e) {
      file.abandon();
      throw e;
    }
  }

  /** A server on a free port whose data lives as long as it does. */
  public static EmbeddedMongo inMemory() {
    return inMemory(ANY_PORT);
  }

  /**
   * A server whose data lives as long as it does.
   *
   * @param port 0 for a free one
   * @throws EmbeddedMongoException if the port is in use
   */
  public static EmbeddedMongo inMemory(int port) {
    return new EmbeddedMongo(new MVStore.Builder().open(), port);
  }

  /** As {@link #onFile(Path, int)}, on a free port. */
  public static EmbeddedMongo onFile(Path directory) {
    return onFile(directory, ANY_PORT);
  }

  /**
   * A server that keeps its data in one file of the directory. An acknowledged write has been
   * flushed to the device ({@code fsync}), as far as the device tells the truth: it survives {@code
   * kill -9} and the loss of power. A command is on disk as a whole or not at all.
   *
   * <p>Where the file cannot be read or written any more, it closes all connections and says so in
   * the log.
   *
   * @param directory created if missing; belongs to one process at a time
   * @param port 0 for a free one
   * @throws EmbeddedMongoException if another process uses the directory, if the file cannot be
   *     read or written, if it is not as it was left (damaged, or an earlier one), or if the port
   *     is in use
   */
  public static EmbeddedMongo onFile(Path directory, int port) {
    return onFile(StoreFile.open(directory), port);
  }

  static EmbeddedMongo onFile(StoreFile file, int port) {
    return new EmbeddedMongo(
        file,
        port,
        Optional.empty(),
        broken -> LoggerFactory.getLogger(EmbeddedMongo.class).error("{}", broken.getMessage()));
  }

  /**
   * As {@link #onFile(Path)}, for those only who have its {@link #uri()}: it holds a password that
   * is made now and kept nowhere.
   *
   * @param whenBroken is told once, on the server's thread, that the file cannot be read or written
   *     any more; all connections are closed by then, and nothing was answered that is not on disk
   */
  public static EmbeddedMongo guarded(Path directory, Consumer<EmbeddedMongoException> whenBroken) {
    return guarded(StoreFile.open(directory), whenBroken);
  }

  static EmbeddedMongo guarded(StoreFile file, Consumer<EmbeddedMongoException> whenBroken) {
    return new EmbeddedMongo(file, ANY_PORT, Optional.of(Credentials.make()), whenBroken);
  }

  /**
   * {@code mongodb://127.0.0.1:port}; with name and password where it is guarded, so it must not be
   * logged then.
   */
  public String uri() {
    String address = "127.0.0.1:" + listener.port();
    return credentials
        .map(made -> "mongodb://" + made.userInfo() + "@" + address + "/?authMechanism=PLAIN")
        .orElse("mongodb://" + address);
  }

  /**
   * Answers what has arrived, closes every connection, then the file. A second call does nothing.
   *
   * @throws EmbeddedMongoException if the file cannot be written
   */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      listener.stop();
      close.run();
    }
  }

  /** How many documents queries have looked at so far: an indexed one looks at few. */
  long documentsExamined() {
    return documentsExamined.sum();
  }
}
