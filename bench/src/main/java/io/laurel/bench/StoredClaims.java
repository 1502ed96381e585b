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
 * no order. A tenth stay with those whose the originals are, who have lists of many pages.
 *
 * <p>Claims that hold what only one can hold (a unit of stock, the part of a call, a delivery) are
 * no originals.
 */
final class StoredClaims {
  private static final String CLAIMS = "claims";
  private static final String ID = "_id";
  private static final String REWARDS = "rewards";
  private static final String SERIAL = "serial";
  private static final String SERIALS = "serials";
  private static final String CALL = "call";
  private static final String DELIVERIES = "deliveries";

  /** One thread serves batches and heartbeats. */
  private static final String PATIENTLY =
      "/?serverSelectionTimeoutMS=600000&heartbeatFrequencyMS=600000&connectTimeoutMS=600000";

  private static final int BATCH = 1_000;
  private static final int BATCHES_AT_ONCE = 4;

  /** One of so many stays with the user whose the original is. */
  static final int COLLECTED = 10;

  private final List<JsonObject> originals;
  private final List<String> owners;
  private final List<String> users;
  private final Instant end;
  private final int count;

  private StoredClaims(List<JsonObject> originals, int count) {
    this.originals = originals.stream().filter(StoredClaims::isForEverybody).toList();
    if (this.originals.isEmpty()) {
      throw new IllegalStateException("There is no claim to copy");
    }
    this.count = count;
    this.end = Instant.now();
    this.owners = this.originals.stream().map(StoredClaims::owner).distinct().toList();
    Ids ids = Ids.by(Clock.systemUTC());
    int rounds = count / this.originals.size() + 1;
    this.users =
        Stream.generate(() -> ids.next("usr")).limit((long) rounds * owners.size()).toList();
  }

  private static boolean isForEverybody(JsonObject claim) {
    return !claim.containsKey(CALL)
        && !claim.containsKey(DELIVERIES)
        && claim.getJsonArray(REWARDS).stream()
            .map(JsonObject.class::cast)
            .noneMatch(reward -> reward.containsKey(SERIAL) || reward.containsKey(SERIALS));
  }

  /**
   * Copies the claims that are there. Blocks, about a minute for a million.
   *
   * @param database directory of the embedded database
   * @return the users who have them, without those whose the originals are
   * @throws IllegalStateException where there is none to copy
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
            : text.replace(owner(original), user(i / originals.size(), owner(original))));
  }

  /** Another one in each round, and in a round for each owner. */
  private String user(int round, String owner) {
    return users.get(round * owners.size() + owners.indexOf(owner));
  }

  private static String owner(JsonObject claim) {
    return claim.getString("userId");
  }

  private static String rewardId(JsonObject claim) {
    return claim.getJsonArray(REWARDS).getJsonObject(0).getString("rewardId");
  }
}
