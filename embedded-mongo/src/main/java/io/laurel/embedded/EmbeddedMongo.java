package io.laurel.embedded;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.h2.mvstore.MVStore;

/**
 * A MongoDB server inside this JVM that listens on 127.0.0.1 only, without authentication: whoever
 * can run a program on this machine can read it.
 *
 * <p>It speaks the wire protocol through {@code de.bwaldvogel:mongo-java-server}, keeps documents
 * and indexes in an H2 {@code MVStore} (on a file or in memory, with the same code), and adds what
 * that library lacks: unique and non-unique indexes that serve queries, and replies that are sent
 * only after what they report, or have read, is on disk. It has no sessions, transactions, change
 * streams, TTL or partial indexes. One thread does all the work.
 */
public final class EmbeddedMongo implements AutoCloseable {
  private static final int ANY_PORT = 0;

  private final MVStore store;
  private final Listener listener;
  private final LongAdder documentsExamined;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedMongo(MVStore store, int port) {
    this.store = store;
    this.documentsExamined = new LongAdder();
    try {
      var backend = new IndexedBackend(store, documentsExamined);
      this.listener = Listener.start(backend, store, port);
    } catch (RuntimeException e) {
      store.closeImmediately();
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
    return new EmbeddedMongo(StoreFile.inMemory(), port);
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
   * @param directory created if missing; belongs to one process at a time
   * @param port 0 for a free one
   * @throws EmbeddedMongoException if another process uses the directory, if the file cannot be
   *     read or written, or if the port is in use
   */
  public static EmbeddedMongo onFile(Path directory, int port) {
    return new EmbeddedMongo(StoreFile.open(directory), port);
  }

  /** {@code mongodb://127.0.0.1:port}. */
  public String uri() {
    return "mongodb://127.0.0.1:" + listener.port();
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
      StoreFile.close(store);
    }
  }

  /** How many documents queries have looked at so far: an indexed one looks at few. */
  long documentsExamined() {
    return documentsExamined.sum();
  }
}
