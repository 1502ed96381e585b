package io.laurel.bench;

import io.laurel.embedded.EmbeddedMongo;
import io.laurel.id.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.MongoClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts claims into the database of a server that does not run. Each is the copy of a claim that the
 * server has written, with ids and a time of its own, so it is whatever a claim has become by then.
 *
 * <p>They come in the order of their times, a second apart up to now: one user after the other
 * claims each event. All indexes then grow at their ends, which takes minutes less than claims in
 * no order. A tenth are one collector's, who has a list of many pages.
 */
final class StoredClaims {
  private static final String CLAIMS = "claims";
  private static final String ID = "_id";

  /** One thread serves batches and heartbeats. */
  private static final String PATIENTLY =
      "/?serverSelectionTimeoutMS=600000&heartbeatFrequencyMS=600000&connectTimeoutMS=600000";

  private static final int BATCH = 1_000;
  private static final int BATCHES_AT_ONCE = 4;

  /** One of so many is the collector's. */
  static final int COLLECTED = 10;

  private final List<JsonObject> originals;
  private final List<String> users;
  private final Instant end;
  private final int count;

  private StoredClaims(List<JsonObject> originals, int count) {
    this.originals = originals;
    this.count = count;
    this.end = Instant.now();
    Ids ids = Ids.by(Clock.systemUTC());
    int perUser = originals.size();
    this.users = Stream.generate(() -> ids.next("usr")).limit(count / perUser + 1).toList();
  }

  /**
   * Copies the claims that are there. Blocks, about a minute for a million.
   *
   * @param database directory of the embedded database
   * @return the users who have them, without the collector, whose the originals are
   */
  static List<String> copy(Vertx vertx, Path database, int count) {
    try (EmbeddedMongo mongo = EmbeddedMongo.onFile(database)) {
      JsonObject config =
          new JsonObject()
              .put("connection_string", mongo.uri() + PATIENTLY)
              .put("db_name", "event");
      MongoClient client = MongoClient.create(vertx, config);
      StoredClaims claims = new StoredClaims(client.find(CLAIMS, new JsonObject()).await(), count);
      claims.insert(client);
      client.close().await();
      return claims.users;
    }
  }

  private void insert(MongoClient client) {
    Deque<Future<?>> onTheirWay = new ArrayDeque<>();
    List<BulkOperation> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(BulkOperation.createInsert(copy(i)));
      if (batch.size() == BATCH || i == count - 1) {
        if (onTheirWay.size() == BATCHES_AT_ONCE) {
          onTheirWay.remove().await();
        }
        onTheirWay.add(client.bulkWrite(CLAIMS, batch));
        batch = new ArrayList<>();
      }
    }
    onTheirWay.forEach(one -> one.await());
  }

  private JsonObject copy(int i) {
    JsonObject original = originals.get(i % originals.size());
    Instant at = end.minusSeconds(count - i);
    Ids ids = Ids.by(Clock.fixed(at, ZoneOffset.UTC));
    String text =
        original
            .encode()
            .replace(original.getString(ID), ids.next("clm"))
            .replace(original.getJsonObject("requestedAt").getString("$date"), at.toString());
    // The collector claims a reward of its own each time, others what everybody claims.
    return new JsonObject(
        i % COLLECTED == COLLECTED - 1
            ? text.replace(rewardId(original), ids.next("rwd"))
            : text.replace(original.getString("userId"), users.get(i / originals.size())));
  }

  private static String rewardId(JsonObject claim) {
    return claim.getJsonArray("rewards").getJsonObject(0).getString("rewardId");
  }
}
