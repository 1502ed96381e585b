package io.laurel.mongo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketClosedException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import io.laurel.failure.Failure;
import io.laurel.mongo.MongoCollection.Upsert;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an engine chooses a write as the victim of a deadlock. */
final class MongoCollectionTest {
  private static final JsonObject DOCUMENT = new JsonObject().put("_id", "one");

  private final ScriptedCollection server = new ScriptedCollection();

  private static MongoException written(int code, String message) {
    return new MongoWriteException(
        new WriteError(code, message, new BsonDocument()), new ServerAddress(), Set.of());
  }

  /** As FerretDB 2.7 answers an insert. */
  private static MongoException deadlock() {
    return written(16_908_292, "deadlock detected");
  }

  /** As it answers a command. */
  private static MongoException deadlockOfCommand() {
    BsonDocument answer =
        new BsonDocument("ok", new BsonInt32(0))
            .append("errmsg", new BsonString("deadlock detected"));
    return new MongoCommandException(answer, new ServerAddress());
  }

  static Stream<Arguments> writes() {
    return Stream.of(
        write("insert", "one", collection -> collection.insert(DOCUMENT)),
        write("insert", "one", collection -> collection.insertIfAbsent(DOCUMENT)),
        write(
            "findOneAndUpdateWithOptions",
            DOCUMENT,
            collection -> collection.findOneAndUpdate(DOCUMENT, new JsonObject())),
        write(
            "updateCollectionWithOptions",
            null,
            collection -> collection.upsert(DOCUMENT, new JsonObject())),
        write(
            "updateCollectionWithOptions",
            null,
            collection -> collection.updateOne(DOCUMENT, new JsonObject())),
        write("removeDocument", null, collection -> collection.deleteOne(DOCUMENT)),
        write("removeDocuments", null, collection -> collection.deleteAll(DOCUMENT)),
        write("createIndex", null, collection -> collection.index(DOCUMENT)),
        write("createIndexWithOptions", null, collection -> collection.uniqueIndex(DOCUMENT)));
  }

  private static Arguments write(
      String operation, Object answer, Function<MongoCollection, Future<?>> write) {
    return Arguments.of(operation, answer, write);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_victimOfDeadlocks_repeated(
      String operation, Object answer, Function<MongoCollection, Future<?>> write) {
    server
        .then(operation, Future.failedFuture(deadlock()))
        .then(operation, Future.failedFuture(deadlockOfCommand()))
        .then(operation, Future.succeededFuture(answer));

    write.apply(server.collection()).await();

    assertThat(server.isOver()).isTrue();
  }

  @Test
  void insert_victimEachTime_unavailable() {
    for (int i = 0; i < 5; i++) {
      server.then("insert", Future.failedFuture(deadlock()));
    }

    Throwable seen = catchThrowable(() -> server.collection().insert(DOCUMENT).await());

    assertThat(((Failure) seen).status()).isEqualTo(503);
    assertThat(server.isOver()).isTrue();
  }

  @Test
  void insert_anythingElse_notRepeated() {
    server.then("insert", Future.failedFuture(written(11_000, "E11000 duplicate key")));

    Throwable seen = catchThrowable(() -> server.collection().insert(DOCUMENT).await());

    assertThat(seen).isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void insertAllAbsent_someAreThere_done() {
    server.refusing(0);

    server.collection().insertAllAbsent(List.of(DOCUMENT, DOCUMENT)).await();

    assertThat(server.isOver()).isTrue();
  }

  static Stream<Arguments> bulks() {
    return Stream.of(
        Arguments.of(
            "insertAllAbsent", bulk(collection -> collection.insertAllAbsent(List.of(DOCUMENT)))),
        Arguments.of(
            "insertInOrder", bulk(collection -> collection.insertInOrder(List.of(DOCUMENT)))),
        Arguments.of(
            "upsertAll",
            bulk(
                collection ->
                    collection.upsertAll(List.of(new Upsert(DOCUMENT, new JsonObject()))))));
  }

  private static Function<MongoCollection, Future<?>> bulk(
      Function<MongoCollection, Future<?>> bulk) {
    return bulk;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bulks")
  void bulk_databaseAway_unavailable(String operation, Function<MongoCollection, Future<?>> bulk) {
    server.then(
        "bulkWriteWithOptions",
        Future.failedFuture(new MongoSocketClosedException("closed", new ServerAddress())));

    Throwable seen = catchThrowable(() -> bulk.apply(server.collection()).await());

    assertThat(seen).as(operation).isInstanceOf(Failure.class);
    assertThat(((Failure) seen).status()).isEqualTo(503);
  }

  @Test
  void insert_noAnswerInTime_unavailable() {
    server.then("insert", Promise.promise().future());

    Throwable seen = catchThrowable(() -> server.collection().insert(DOCUMENT).await());

    assertThat(((Failure) seen).code()).isEqualTo("unavailable");
  }

  @Test
  void index_takesAsLongAsItDoes() {
    Promise<Void> built = Promise.promise();
    server.then("createIndex", built.future());
    Future<Void> index = server.collection().index(DOCUMENT);

    Future<Void> longer = index.timeout(3 * ScriptedCollection.TIMEOUT.toMillis(), MILLISECONDS);
    assertThat(catchThrowable(longer::await)).isInstanceOf(TimeoutException.class);
    assertThat(index.isComplete()).as("given up").isFalse();
    built.complete();
    index.await();
  }
}
