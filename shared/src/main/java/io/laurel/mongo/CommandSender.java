package io.laurel.mongo;

import io.laurel.mongo.DatabaseMeters.Became;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every command's way to a database: how long it takes is measured, it is part of the trace that
 * asked for it, and its failure is ours.
 */
final class CommandSender {
  private static final int MAX_TRIES = 5;

  private final DatabaseMeters meters;
  private final CommandTrace trace;
  private final Duration timeout;

  /**
   * Sends to one database.
   *
   * @param database its name
   * @param timeout what a command may take in all: the driver gives as much to each of finding a
   *     server, waiting for a connection, reading the answer, and to all of it again where it
   *     repeats the command
   */
  CommandSender(DatabaseMeters meters, String database, Duration timeout) {
    this.meters = meters;
    this.trace = new CommandTrace(database);
    this.timeout = timeout;
  }

  /** Sends a command once. */
  <T> Future<T> once(Command command, String collection, Supplier<Future<T>> send) {
    return untranslated(command, collection, send)
        .recover(cause -> Future.failedFuture(MongoFailures.translate(cause)));
  }

  /**
   * Sends a write, again where nothing of it was done. An engine that locks may choose a write as
   * the victim of a deadlock: FerretDB where two inserts meet at several values of one unique
   * index, or nodes that start at once make the same one.
   */
  <T> Future<T> repeated(Command command, String collection, Supplier<Future<T>> write) {
    return repeated(command, collection, write, MAX_TRIES);
  }

  private <T> Future<T> repeated(
      Command command, String collection, Supplier<Future<T>> write, int tries) {
    return untranslated(command, collection, write)
        .recover(
            cause ->
                MongoFailures.isDeadlock(cause) && tries > 1
                    ? repeated(command, collection, write, tries - 1)
                    : Future.failedFuture(MongoFailures.translate(cause)));
  }

  /** Sends a command once; the failure is the driver's. */
  <T> Future<T> untranslated(Command command, String collection, Supplier<Future<T>> send) {
    long start = System.nanoTime();
    CommandTrace.Span span = trace.begin(command, collection);
    return bounded(command, send.get())
        .onComplete(
            done -> {
              meters.ended(command, became(done.cause()), start);
              span.end(done.cause());
            });
  }

  /** An index takes as long as there are documents, and is not asked for while anybody waits. */
  private <T> Future<T> bounded(Command command, Future<T> sent) {
    return command == Command.CREATE_INDEXES
        ? sent
        : sent.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Became became(@Nullable Throwable cause) {
    if (cause == null) {
      return Became.DONE;
    }
    return MongoFailures.isDuplicate(cause) ? Became.CONFLICT : Became.FAILED;
  }
}
