package io.laurel.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInternalException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteUpsert;
import io.laurel.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one class that knows {@code MongoException}. */
final class MongoFailures {
  private static final Logger LOG = LoggerFactory.getLogger(MongoFailures.class);
  private static final int DUPLICATE_KEY = 11_000;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private MongoFailures() {}

  /**
   * What a caller sees of a driver's exception: a duplicate key, {@code unavailable}, or the
   * exception as it is.
   */
  static Throwable translate(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return away(cause);
    }
    if (!(cause instanceof MongoException mongo)) {
      return cause;
    }
    if (isDuplicateKey(mongo)) {
      return new DuplicateKeyException(mongo);
    }
    if (isDeadlock(mongo)) {
      LOG.warn("The database is busy with the same: {}", mongo.getMessage());
      return Failure.unavailable("Others are changing the same right now.", RETRY_AFTER);
    }
    if (isAway(mongo)) {
      return away(mongo);
    }
    return mongo;
  }

  private static Failure away(Throwable cause) {
    LOG.warn("The database does not answer: {}", cause.getMessage());
    return Failure.unavailable("The database does not answer right now.", RETRY_AFTER);
  }

  /**
   * The positions of those writes of a bulk that met a duplicate key, if nothing else was in the
   * way of any; empty for every other failure.
   */
  static Optional<SortedSet<Integer>> duplicates(Throwable cause) {
    if (!(cause instanceof MongoBulkWriteException bulk)
        || bulk.getWriteConcernError() != null
        || !bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY)) {
      return Optional.empty();
    }
    return Optional.of(
        bulk.getWriteErrors().stream()
            .map(BulkWriteError::getIndex)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The positions of those writes of a bulk with duplicate keys that inserted a document. */
  static Set<Integer> made(Throwable cause) {
    return ((MongoBulkWriteException) cause)
        .getWriteResult().getUpserts().stream()
            .map(BulkWriteUpsert::getIndex)
            .collect(Collectors.toSet());
  }

  /** Whether a write met a duplicate key, one of a bulk at least. */
  static boolean isDuplicate(Throwable cause) {
    return cause instanceof MongoException mongo
        && (isDuplicateKey(mongo) || duplicates(mongo).isPresent());
  }

  /** FerretDB 2 tells a duplicate key in findAndModify as code 1 with PostgreSQL's words. */
  private static boolean isDuplicateKey(MongoException mongo) {
    return mongo.getCode() == DUPLICATE_KEY
        || (mongo instanceof MongoCommandException && says(mongo, "violates exclusion constraint"));
  }

  /** FerretDB 2 tells PostgreSQL's verdict; nothing was done of the write that meets it. */
  static boolean isDeadlock(Throwable cause) {
    return cause instanceof MongoException mongo && says(mongo, "deadlock detected");
  }

  private static boolean says(MongoException mongo, String words) {
    String message = mongo.getMessage();
    return message != null && message.contains(words);
  }

  private static boolean isAway(MongoException mongo) {
    return mongo instanceof MongoTimeoutException
        || mongo instanceof MongoSocketException
        || mongo instanceof MongoSecurityException
        || mongo instanceof MongoInterruptedException
        // As the driver calls a connection that ended just before it was written to.
        || mongo instanceof MongoInternalException
        || mongo.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
        || mongo.hasErrorLabel("RetryableWriteError")
        || mongo instanceof com.mongodb.MongoNotPrimaryException
        || mongo instanceof com.mongodb.MongoNodeIsRecoveringException
        || mongo instanceof com.mongodb.MongoServerUnavailableException
        || mongo instanceof com.mongodb.MongoConnectionPoolClearedException;
  }
}
