package io.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Laurel's stores ask of a MongoDB, through the client that they use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddedMongoKit {
  private static final JsonObject LOCKS = new JsonObject().put("eventId", 1).put("locks", 1);
  private static final JsonObject ALL = new JsonObject();

  @RegisterExtension final MongoExtension mongo = new MongoExtension();

  EmbeddedMongo server;
  MongoClient client;

  abstract EmbeddedMongo start();

  @BeforeAll
  void connect() {
    server = start();
    client = mongo.client(server.uri());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void ping_running_answersOk() {
    var reply = client.runCommand("ping", new JsonObject().put("ping", 1)).await();
    assertThat(reply.getDouble("ok")).isEqualTo(1.0);
  }

  @Test
  void insert_lockTaken_failsWith11000() {
    var claims = collection();
    uniqueIndex(claims, LOCKS);
    client.insert(claims, aClaim("c1", "evt_1", "a", "b")).await();

    var failure = failureOf(() -> client.insert(claims, aClaim("c2", "evt_1", "b", "c")).await());

    assertThat(failure).isInstanceOf(MongoWriteException.class);
    assertThat(((MongoWriteException) failure).getCode()).isEqualTo(11000);
    assertThat(client.count(claims, ALL).await()).isEqualTo(1);
  }

  @Test
  void insert_lockTakenInOtherEvent_succeeds() {
    var claims = collection();
    uniqueIndex(claims, LOCKS);
    client.insert(claims, aClaim("c1", "evt_1", "a")).await();

    client.insert(claims, aClaim("c2", "evt_2", "a")).await();

    assertThat(client.count(claims, ALL).await()).isEqualTo(2);
  }

  @Test
  void insert_locksReplacedBefore_findsThemFree() {
    var claims = collection();
    uniqueIndex(claims, LOCKS);
    client.insert(claims, aClaim("c1", "evt_1", "a", "b")).await();
    client
        .updateCollection(claims, id("c1"), set("locks", new JsonArray().add("released:c1")))
        .await();

    client.insert(claims, aClaim("c2", "evt_1", "a", "b")).await();

    assertThat(client.count(claims, new JsonObject().put("locks", "b")).await()).isEqualTo(1);
  }

  @Test
  void insert_documentDeletedBefore_findsItsLocksFree() {
    var claims = collection();
    uniqueIndex(claims, LOCKS);
    client.insert(claims, aClaim("c1", "evt_1", "a", "b")).await();
    client.removeDocument(claims, id("c1")).await();

    client.insert(claims, aClaim("c2", "evt_1", "a", "b")).await();

    assertThat(client.count(claims, ALL).await()).isEqualTo(1);
  }

  @Test
  void insert_secondEmptyArray_failsAsOnMongoDb() {
    var claims = collection();
    uniqueIndex(claims, LOCKS);
    client.insert(claims, aClaim("c1", "evt_1")).await();

    var failure = failureOf(() -> client.insert(claims, aClaim("c2", "evt_1")).await());

    assertThat(failure).isInstanceOf(MongoWriteException.class);
    client.removeDocument(claims, id("c1")).await();
    assertThat(client.count(claims, ALL).await()).isZero();
  }

  @Test
  void insert_manyRaceForFewLocks_eachLockHasOneHolder() {
    var claims = collection();
    uniqueIndex(claims, LOCKS);

    var inserts =
        IntStream.range(0, 300)
            .mapToObj(i -> client.insert(claims, aClaim("c" + i, "evt_1", "lock" + i % 7)))
            .toList();
    Future.join(inserts).otherwiseEmpty().await();

    assertThat(inserts.stream().filter(Future::succeeded).count()).isEqualTo(7);
    assertThat(client.count(claims, ALL).await()).isEqualTo(7);
  }

  @Test
  void insert_sparseUniqueIndexAndFieldMissing_succeedsOftenAndHoldsOtherwise() {
    var users = collection();
    client
        .createIndexWithOptions(
            users, new JsonObject().put("email", 1), new IndexOptions().unique(true).sparse(true))
        .await();
    client.insert(users, id("u1")).await();
    client.insert(users, id("u2")).await();
    client.insert(users, id("u3").put("email", "a@example.org")).await();

    var failure =
        failureOf(() -> client.insert(users, id("u4").put("email", "a@example.org")).await());

    assertThat(failure).isInstanceOf(MongoWriteException.class);
    var without = new JsonObject().put("email", new JsonObject().put("$exists", false));
    assertThat(client.count(users, without).await()).isEqualTo(2);
    assertThat(client.count(users, new JsonObject().putNull("email")).await()).isEqualTo(2);
  }

  @Test
  void findOneAndUpdate_filterHolds_returnsDocumentAfterChange() {
    var rewards = collection();
    client.insert(rewards, id("rwd_1").put("nextSerial", 5).put("name", "Sword")).await();

    var reward =
        client
            .findOneAndUpdateWithOptions(
                rewards,
                id("rwd_1").put("nextSerial", new JsonObject().put("$lte", 5)),
                increment("nextSerial", 10),
                new FindOptions().setFields(new JsonObject().put("nextSerial", 1)),
                new UpdateOptions().setReturningNewDocument(true))
            .await();

    assertThat(reward).isEqualTo(id("rwd_1").put("nextSerial", 15));
  }

  @Test
  void findOneAndUpdate_returningOld_returnsDocumentBeforeChange() {
    var rewards = collection();
    client.insert(rewards, id("rwd_1").put("nextSerial", 5)).await();

    var reward = client.findOneAndUpdate(rewards, id("rwd_1"), increment("nextSerial", 10)).await();

    assertThat(reward.getInteger("nextSerial")).isEqualTo(5);
    assertThat(find(rewards, id("rwd_1")).getInteger("nextSerial")).isEqualTo(15);
  }

  @Test
  void findOneAndUpdate_filterFails_changesNothing() {
    var rewards = collection();
    client.insert(rewards, id("rwd_1").put("nextSerial", 6)).await();

    var reward =
        client
            .findOneAndUpdate(
                rewards,
                id("rwd_1").put("nextSerial", new JsonObject().put("$lte", 5)),
                increment("nextSerial", 10))
            .await();

    assertThat(reward).isNull();
    assertThat(find(rewards, id("rwd_1")).getInteger("nextSerial")).isEqualTo(6);
  }

  @Test
  void findOneAndUpdate_duplicateKey_failsWith11000AndChangesNothing() {
    var users = collection();
    uniqueIndex(users, new JsonObject().put("email", 1));
    client.insert(users, id("u1").put("email", "a@example.org")).await();
    client.insert(users, id("u2").put("email", "b@example.org")).await();

    var failure =
        failureOf(
            () -> client.findOneAndUpdate(users, id("u2"), set("email", "a@example.org")).await());

    assertThat(failure).isInstanceOf(MongoCommandException.class);
    assertThat(((MongoCommandException) failure).getCode()).isEqualTo(11000);
    assertThat(find(users, id("u2")).getString("email")).isEqualTo("b@example.org");
  }

  @Test
  void findOneAndUpdate_stockFallsUnderRace_neverBelowZero() {
    var rewards = collection();
    client.insert(rewards, id("rwd_1").put("stock", 37)).await();
    var filter = id("rwd_1").put("stock", new JsonObject().put("$gte", 1));

    var takings =
        IntStream.range(0, 200)
            .mapToObj(i -> client.findOneAndUpdate(rewards, filter, increment("stock", -1)))
            .toList();

    assertThat(takings.stream().filter(taking -> taking.await() != null).count()).isEqualTo(37);
    assertThat(find(rewards, id("rwd_1")).getInteger("stock")).isZero();
  }

  @Test
  void upsert_documentMissing_insertsItWithFieldsOfTheFilter() {
    var buckets = collection();

    client
        .updateCollectionWithOptions(
            buckets,
            id("usr_1/2026-01-01").put("userId", "usr_1"),
            increment("count", 2),
            new UpdateOptions().setUpsert(true))
        .await();

    assertThat(find(buckets, id("usr_1/2026-01-01")))
        .isEqualTo(id("usr_1/2026-01-01").put("userId", "usr_1").put("count", 2));
  }

  @Test
  void count_elemMatchRange_countsDocumentsWithALockInIt() {
    var claims = collection();
    uniqueIndex(claims, LOCKS);
    for (int serial = 1; serial <= 20; serial++) {
      client.insert(claims, aClaim("c" + serial, "evt_1", serial(serial), "usr_" + serial)).await();
    }

    assertThat(client.count(claims, serialsBetween("evt_1", 5, 15)).await()).isEqualTo(10);
    assertThat(client.count(claims, serialsBetween("evt_2", 5, 15)).await()).isZero();
  }

  @Test
  void find_keysetPages_giveAllInOrder() {
    var claims = collection();
    client.createIndex(claims, new JsonObject().put("userId", 1).put("requestedAt", -1)).await();
    for (int i = 0; i < 25; i++) {
      client
          .insert(claims, id("c" + (10 + i)).put("userId", "u1").put("requestedAt", date(i / 3)))
          .await();
    }
    client.insert(claims, id("x").put("userId", "u2").put("requestedAt", date(1))).await();

    var seen = new ArrayList<String>();
    var query = new JsonObject().put("userId", "u1");
    List<JsonObject> page = page(claims, query);
    while (!page.isEmpty()) {
      page.forEach(claim -> seen.add(claim.getString("_id")));
      page = page(claims, after(query, page.get(page.size() - 1)));
    }

    var expected = IntStream.range(0, 25).mapToObj(i -> "c" + (34 - i)).toList();
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void aggregate_matchAndLookup_joins() {
    var claims = collection();
    var rewards = collection();
    client.insert(rewards, id("rwd_1").put("name", "Sword")).await();
    client.insert(claims, id("c1").put("userId", "u1").put("rewardId", "rwd_1")).await();
    client.insert(claims, id("c2").put("userId", "u2").put("rewardId", "rwd_1")).await();

    var result = new ArrayList<JsonObject>();
    client
        .runCommand("aggregate", aggregation(claims, rewards, "u1"))
        .await()
        .getJsonObject("cursor")
        .getJsonArray("firstBatch")
        .forEach(document -> result.add((JsonObject) document));

    assertThat(result).hasSize(1);
    assertThat(result.get(0).getString("_id")).isEqualTo("c1");
    assertThat(result.get(0).getJsonArray("reward").getJsonObject(0).getString("name"))
        .isEqualTo("Sword");
  }

  @Test
  void createIndex_twice_changesNothing() {
    var claims = collection();
    uniqueIndex(claims, LOCKS);
    client.createIndex(claims, new JsonObject().put("userId", 1)).await();
    client.insert(claims, aClaim("c1", "evt_1", "a")).await();

    uniqueIndex(claims, LOCKS);
    client.createIndex(claims, new JsonObject().put("userId", 1)).await();

    assertThat(client.listIndexes(claims).await()).hasSize(3);
    assertThat(failureOf(() -> client.insert(claims, aClaim("c2", "evt_1", "a")).await()))
        .isInstanceOf(MongoWriteException.class);
  }

  @Test
  void createIndex_duplicatesThere_failsEachTime() {
    var users = collection();
    client.insert(users, id("u1").put("email", "a@example.org")).await();
    client.insert(users, id("u2").put("email", "a@example.org")).await();
    var email = new JsonObject().put("email", 1);

    assertThat(failureOf(() -> uniqueIndex(users, email))).isNotNull();
    assertThat(failureOf(() -> uniqueIndex(users, email))).isNotNull();
    client.removeDocument(users, id("u1")).await();
    uniqueIndex(users, email);
    assertThat(client.count(users, new JsonObject().put("email", "a@example.org")).await())
        .isEqualTo(1);
  }

  @Test
  void date_storedAndQueried_keepsMillisecondsAndOrder() {
    var events = collection();
    client.insert(events, id("e1").put("startsAt", date(1))).await();
    client.insert(events, id("e2").put("startsAt", date(2))).await();

    var before = new JsonObject().put("startsAt", new JsonObject().put("$lt", date(2)));

    assertThat(client.find(events, before).await())
        .containsExactly(id("e1").put("startsAt", date(1)));
  }

  @Test
  void dropCollection_withIndexes_leavesNothing() {
    var claims = collection();
    uniqueIndex(claims, LOCKS);
    client.insert(claims, aClaim("c1", "evt_1", "a")).await();

    client.dropCollection(claims).await();
    client.insert(claims, aClaim("c2", "evt_1", "a")).await();
    client.insert(claims, aClaim("c3", "evt_1", "a")).await();

    assertThat(client.count(claims, ALL).await()).isEqualTo(2);
  }

  static JsonObject id(String id) {
    return new JsonObject().put("_id", id);
  }

  static JsonObject aClaim(String id, String eventId, String... locks) {
    return id(id).put("eventId", eventId).put("locks", new JsonArray(List.of(locks)));
  }

  static JsonObject set(String field, Object value) {
    return new JsonObject().put("$set", new JsonObject().put(field, value));
  }

  static JsonObject increment(String field, int by) {
    return new JsonObject().put("$inc", new JsonObject().put(field, by));
  }

  static String serial(int serial) {
    return String.format(Locale.ROOT, "rwd_X#%07d", serial);
  }

  static JsonObject serialsBetween(String eventId, int from, int to) {
    var range = new JsonObject().put("$gte", serial(from)).put("$lt", serial(to));
    return new JsonObject()
        .put("eventId", eventId)
        .put("locks", new JsonObject().put("$elemMatch", range));
  }

  static String collection() {
    return "c" + UUID.randomUUID().toString().replace("-", "");
  }

  private static JsonObject date(int day) {
    return new JsonObject()
        .put("$date", String.format(Locale.ROOT, "2026-01-%02dT10:00:00.123Z", day + 1));
  }

  private static JsonObject after(JsonObject query, JsonObject last) {
    var at = last.getJsonObject("requestedAt");
    var earlier = new JsonObject().put("requestedAt", new JsonObject().put("$lt", at));
    var sameTime =
        new JsonObject()
            .put("requestedAt", at)
            .put("_id", new JsonObject().put("$lt", last.getString("_id")));
    return query.copy().put("$or", new JsonArray().add(earlier).add(sameTime));
  }

  private static JsonObject aggregation(String claims, String rewards, String userId) {
    var lookup =
        new JsonObject()
            .put("from", rewards)
            .put("localField", "rewardId")
            .put("foreignField", "_id")
            .put("as", "reward");
    return new JsonObject()
        .put("aggregate", claims)
        .put(
            "pipeline",
            new JsonArray()
                .add(new JsonObject().put("$match", new JsonObject().put("userId", userId)))
                .add(new JsonObject().put("$lookup", lookup)))
        .put("cursor", new JsonObject());
  }

  private List<JsonObject> page(String claims, JsonObject query) {
    var newestFirst = new JsonObject().put("requestedAt", -1).put("_id", -1);
    return client
        .findWithOptions(claims, query, new FindOptions().setSort(newestFirst).setLimit(4))
        .await();
  }

  private JsonObject find(String collection, JsonObject query) {
    return client.findOne(collection, query, null).await();
  }

  private void uniqueIndex(String collection, JsonObject keys) {
    client.createIndexWithOptions(collection, keys, new IndexOptions().unique(true)).await();
  }

  private static Throwable failureOf(Runnable action) {
    return catchThrowable(action::run);
  }
}
