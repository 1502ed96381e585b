package io.laurel.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.MongoClientBulkWriteResult;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;

/**
 * A collection whose server says what a test tells it to: for races that the embedded server never
 * runs, and that a real one runs when it likes. Anything that is not in the script fails.
 */
public final class ScriptedCollection {
  /** What a command may take before it is given up. */
  static final Duration TIMEOUT = Duration.ofMillis(100);

  private static final int DUPLICATE_KEY = 11_000;

  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<List<JsonObject>> bulks = new ArrayList<>();
  private final List<String> looks = new ArrayList<>();

  private record Answer(String operation, Future<?> future) {}

  /**
   * The next bulk is done but for the operations at these positions, which meet a duplicate key.
   */
  public ScriptedCollection refusing(int... positions) {
    return bulk(List.of(), positions);
  }

  /** The next bulk is done, and the operations at these positions insert a document. */
  public ScriptedCollection making(int... positions) {
    List<JsonObject> made =
        Arrays.stream(positions)
            .mapToObj(at -> new JsonObject().put(MongoClientBulkWriteResult.INDEX, at))
            .toList();
    return bulk(made);
  }

  private ScriptedCollection bulk(List<JsonObject> made, int... refused) {
    List<BulkWriteError> errors =
        Arrays.stream(refused)
            .mapToObj(at -> new BulkWriteError(DUPLICATE_KEY, "E11000", new BsonDocument(), at))
            .toList();
    Future<?> answer =
        errors.isEmpty()
            ? Future.succeededFuture(new MongoClientBulkWriteResult(0, 0, 0, 0, made, List.of()))
            : Future.failedFuture(
                new MongoBulkWriteException(
                    BulkWriteResult.acknowledged(0, 0, 0, 0, List.of(), List.of()),
                    errors,
                    null,
                    new ServerAddress(),
                    Set.of()));
    script.add(new Answer("bulkWriteWithOptions", answer));
    return this;
  }

  /** The next command is that method of the client, and answers so. */
  ScriptedCollection then(String operation, Future<?> answer) {
    script.add(new Answer(operation, answer));
    return this;
  }

  /** The next aggregate finds these. */
  public ScriptedCollection finding(JsonObject... documents) {
    JsonObject cursor =
        new JsonObject().put("id", 0L).put("firstBatch", new JsonArray(Arrays.asList(documents)));
    script.add(
        new Answer("runCommand", Future.succeededFuture(new JsonObject().put("cursor", cursor))));
    return this;
  }

  /** The collection itself. */
  public MongoCollection collection() {
    Object client =
        Proxy.newProxyInstance(
            MongoClient.class.getClassLoader(), new Class<?>[] {MongoClient.class}, this::answer);
    return new MongoCollection(
        (MongoClient) client,
        new CommandSender(DatabaseMeters.unread(), "scripted", TIMEOUT),
        "scripted");
  }

  private Object answer(Object proxy, Method method, Object[] arguments) {
    Answer next = script.poll();
    if (next == null || !next.operation().equals(method.getName())) {
      throw new AssertionError(method.getName() + " is not in the script, which says " + next);
    }
    if (method.getName().equals("bulkWriteWithOptions")) {
      List<?> operations = (List<?>) arguments[1];
      bulks.add(operations.stream().map(one -> ((BulkOperation) one).toJson()).toList());
    }
    if (method.getName().equals("runCommand")) {
      looks.add(((JsonObject) arguments[1]).encode());
    }
    return next.future();
  }

  /** The operations of each bulk that was sent. */
  public List<List<JsonObject>> bulks() {
    return bulks;
  }

  /** The commands, as JSON, of each aggregate that was sent. */
  public List<String> looks() {
    return looks;
  }

  /** Whether all of the script was played. */
  public boolean isOver() {
    return script.isEmpty();
  }
}
