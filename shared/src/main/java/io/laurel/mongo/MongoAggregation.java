package io.laurel.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.List;

/** Aggregations of one collection: a command, and one more for each further batch of results. */
final class MongoAggregation {
  private final MongoClient client;
  private final CommandSender sender;
  private final String name;

  MongoAggregation(MongoClient client, CommandSender sender, String name) {
    this.client = client;
    this.sender = sender;
    this.name = name;
  }

  /**
   * What a pipeline makes of the documents.
   *
   * @param batchSize results that come with the first answer
   */
  Future<List<JsonObject>> results(JsonArray pipeline, int batchSize) {
    JsonObject command =
        new JsonObject()
            .put("aggregate", name)
            .put("pipeline", pipeline)
            .put("cursor", new JsonObject().put("batchSize", batchSize));
    // Not the client's stream of results, which never ends where there are none.
    return sender
        .once(Command.AGGREGATE, name, () -> client.runCommand("aggregate", command))
        .compose(answer -> rest(answer.getJsonObject("cursor"), "firstBatch", new ArrayList<>()));
  }

  private Future<List<JsonObject>> rest(JsonObject cursor, String batch, List<JsonObject> found) {
    cursor.getJsonArray(batch).forEach(result -> found.add((JsonObject) result));
    long id = cursor.getLong("id");
    if (id == 0) {
      return Future.succeededFuture(found);
    }
    JsonObject command = new JsonObject().put("getMore", id).put("collection", name);
    return sender
        .once(Command.GET_MORE, name, () -> client.runCommand("getMore", command))
        .compose(answer -> rest(answer.getJsonObject("cursor"), "nextBatch", found));
  }
}
