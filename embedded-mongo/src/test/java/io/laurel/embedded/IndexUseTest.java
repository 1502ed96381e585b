package io.laurel.embedded;

import static io.laurel.embedded.EmbeddedMongoKit.aClaim;
import static io.laurel.embedded.EmbeddedMongoKit.id;
import static io.laurel.embedded.EmbeddedMongoKit.increment;
import static io.laurel.embedded.EmbeddedMongoKit.serial;
import static io.laurel.embedded.EmbeddedMongoKit.serialsBetween;
import static io.laurel.embedded.EmbeddedMongoKit.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many documents a query looks at among 1 000: 10 events, 100 users, serials 1 to 1 000. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IndexUseTest {
  private static final String CLAIMS = "claims";
  private static final int SIZE = 1_000;

  @RegisterExtension final MongoExtension mongo = new MongoExtension();

  private final EmbeddedMongo server = EmbeddedMongo.inMemory();
  private MongoClient client;

  @BeforeAll
  void fill() {
    client = mongo.client(server.uri());
    client
        .createIndexWithOptions(
            CLAIMS,
            new JsonObject().put("eventId", 1).put("locks", 1),
            new IndexOptions().unique(true))
        .await();
    client.createIndex(CLAIMS, new JsonObject().put("userId", 1).put("requestedAt", -1)).await();
    client.createIndex(CLAIMS, new JsonObject().put("tags", 1)).await();
    client.createIndex(CLAIMS, new JsonObject().put("delivery.state", 1)).await();
    var claims = IntStream.range(0, SIZE).mapToObj(IndexUseTest::claim);
    client.bulkWrite(CLAIMS, claims.map(BulkOperation::createInsert).toList()).await();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static JsonObject claim(int i) {
    return aClaim("c" + i, "evt_" + i % 10, serial(i), "user lock " + i)
        .put("userId", "usr_" + i % 100)
        .put("requestedAt", i)
        .put("tags", new JsonArray().add("t" + i % 50).add("t" + i))
        .put("delivery", new JsonObject().put("state", i < 5 ? "PENDING" : "DONE"))
        .put("plain", i);
  }

  @Test
  void idAndMore_examinesOne() {
    var query = id("c7").put("requestedAt", new JsonObject().put("$gte", 1));
    assertThat(examined(() -> client.findOne(CLAIMS, query, null).await())).isEqualTo(1);
  }

  @Test
  void textsThatBeginSo_findExaminesThoseOnly_countNone() {
    String nine = serial(9);
    var query =
        new JsonObject()
            .put("eventId", "evt_9")
            .put(
                "locks",
                new JsonObject().put("$regex", "^" + nine.substring(0, nine.length() - 1)));
    assertThat(client.count(CLAIMS, query).await()).isEqualTo(1);
    assertThat(examined(() -> client.count(CLAIMS, query).await())).isZero();
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(1);
  }

  @Test
  void expressionThatQuantifiesItsLastCharacter_missesNothing() {
    var query =
        new JsonObject()
            .put("eventId", "evt_9")
            .put("locks", new JsonObject().put("$regex", "^" + serial(9) + "9*"));
    assertThat(client.count(CLAIMS, query).await()).isEqualTo(1);
    var choice =
        new JsonObject()
            .put("eventId", "evt_9")
            .put("locks", new JsonObject().put("$regex", "^nothing|^user lock 9$"));
    assertThat(client.count(CLAIMS, choice).await()).isEqualTo(1);
  }

  @Test
  void textsThatBeginSo_escaped_examinesThoseOnly() {
    client.createIndex("names", new JsonObject().put("names", 1)).await();
    List.of(".ada", "a.da", "a|da", "axda", "a.db", "a\\da")
        .forEach(name -> client.insert("names", id(name).put("names", array(name, "x@y"))).await());

    assertThat(found("^\\.ada")).containsExactly(".ada");
    assertThat(found("^a\\.d")).containsExactly("a.da", "a.db");
    assertThat(found("^a\\|d")).containsExactly("a|da");
    assertThat(found("^a\\\\d")).containsExactly("a\\da");
    assertThat(found("^ax\\.*d")).containsExactly("axda");
    assertThat(found("^a\\Wda")).containsExactlyInAnyOrder("a.da", "a|da", "a\\da");
    assertThat(examined(() -> found("^\\.ada"))).isEqualTo(1);
    assertThat(examined(() -> found("^a\\.d"))).isEqualTo(2);
    assertThat(examined(() -> found("^a\\|d"))).isEqualTo(1);
  }

  private List<String> found(String expression) {
    var query = new JsonObject().put("names", new JsonObject().put("$regex", expression));
    return client.find("names", query).await().stream().map(name -> name.getString("_id")).toList();
  }

  private static JsonArray array(String... values) {
    return new JsonArray(List.of(values));
  }

  @Test
  void idUnknown_examinesNone() {
    assertThat(examined(() -> client.findOne(CLAIMS, id("none"), null).await())).isZero();
  }

  @Test
  void idAndExpectedValue_updateExaminesOne() {
    var query = id("c8").put("plain", 8);
    assertThat(examined(() -> client.findOneAndUpdate(CLAIMS, query, set("x", 1)).await()))
        .isEqualTo(1);
    assertThat(examined(() -> client.updateCollection(CLAIMS, query, set("x", 2)).await()))
        .isEqualTo(1);
  }

  @Test
  void idIn_examinesThose() {
    var query = in("_id", "c1", "c2", "none", "c3");
    assertThat(client.count(CLAIMS, query).await()).isEqualTo(3);
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(3);
  }

  @Test
  void eventAndLock_examinesOne() {
    var query = new JsonObject().put("eventId", "evt_3").put("locks", serial(13));
    assertThat(client.findOne(CLAIMS, query, null).await().getString("_id")).isEqualTo("c13");
    assertThat(examined(() -> client.findOne(CLAIMS, query, null).await())).isEqualTo(1);
  }

  @Test
  void eventAndLocksIn_examinesThose() {
    var query = in("locks", serial(13), serial(23), serial(14)).put("eventId", "evt_3");
    assertThat(client.count(CLAIMS, query).await()).isEqualTo(2);
    assertThat(examined(() -> client.count(CLAIMS, query).await())).isEqualTo(2);
  }

  @Test
  void eventAndRangeOfLocks_examinesTheRange() {
    var query = serialsBetween("evt_3", 100, 200);
    assertThat(client.count(CLAIMS, query).await()).isEqualTo(10);
    assertThat(examined(() -> client.count(CLAIMS, query).await())).isEqualTo(10);
  }

  @Test
  void eventAlone_examinesTheEvent() {
    var query = new JsonObject().put("eventId", "evt_3");
    assertThat(client.find(CLAIMS, query).await()).hasSize(100);
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(100);
  }

  @Test
  void user_examinesTheUser() {
    var query = new JsonObject().put("userId", "usr_42");
    assertThat(client.find(CLAIMS, query).await()).hasSize(10);
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(10);
  }

  @Test
  void userAndTime_examinesTheRange() {
    var query =
        new JsonObject()
            .put("userId", "usr_42")
            .put("requestedAt", new JsonObject().put("$gte", 142).put("$lt", 443));
    assertThat(client.find(CLAIMS, query).await()).hasSize(4);
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(4);
  }

  @Test
  void userAndEvent_takesTheShorterIndex() {
    var query = new JsonObject().put("userId", "usr_42").put("eventId", "evt_2");
    assertThat(client.find(CLAIMS, query).await()).hasSize(10);
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(10);
  }

  @Test
  void and_examinesLikeItsParts() {
    var parts =
        new JsonArray()
            .add(new JsonObject().put("userId", "usr_42"))
            .add(new JsonObject().put("plain", 42));
    assertThat(examined(() -> client.find(CLAIMS, new JsonObject().put("$and", parts)).await()))
        .isEqualTo(10);
  }

  @Test
  void or_examinesWhatItsAlternativesDoEachOnce() {
    var query =
        new JsonObject()
            .put(
                "$or",
                new JsonArray()
                    .add(new JsonObject().put("userId", "usr_7"))
                    .add(id("c7"))
                    .add(id("c8")));
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(11);
  }

  @Test
  void orWithAnAlternativeThatNoIndexServes_examinesAll() {
    var query =
        new JsonObject()
            .put("$or", new JsonArray().add(id("c7")).add(new JsonObject().put("plain", 3)));
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(SIZE);
  }

  @Test
  void elementOfArray_examinesHolders() {
    var query = new JsonObject().put("tags", "t7");
    assertThat(client.find(CLAIMS, query).await()).hasSize(20);
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(20);
  }

  @Test
  void nestedField_examinesMatches() {
    var query = new JsonObject().put("delivery.state", "PENDING");
    assertThat(client.find(CLAIMS, query).await()).hasSize(5);
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(5);
  }

  @Test
  void fieldUpdated_indexFollows() {
    client.insert("moved", id("m1").put("userId", "u1")).await();
    client.insert("moved", id("m2").put("userId", "u2")).await();
    client.createIndex("moved", new JsonObject().put("userId", 1)).await();

    client.updateCollection("moved", id("m1"), set("userId", "u3")).await();
    client.removeDocument("moved", id("m2")).await();

    assertThat(client.count("moved", new JsonObject().put("userId", "u1")).await()).isZero();
    assertThat(client.count("moved", new JsonObject().put("userId", "u2")).await()).isZero();
    assertThat(client.count("moved", new JsonObject().put("userId", "u3")).await()).isEqualTo(1);
  }

  @Test
  void aggregateBeginningWithMatch_examinesMatches() {
    var match = new JsonObject().put("userId", "usr_42");
    var command =
        new JsonObject()
            .put("aggregate", CLAIMS)
            .put("pipeline", new JsonArray().add(new JsonObject().put("$match", match)))
            .put("cursor", new JsonObject());
    assertThat(examined(() -> client.runCommand("aggregate", command).await())).isEqualTo(10);
  }

  /** As the recording of activities reads: buckets by id, and all of some users' days. */
  @Test
  void aggregateOfIdsOrOfWholeKeys_examinesThoseOnly() {
    var key = in("userId", "usr_7", "usr_8", "none").put("requestedAt", 107);
    var match =
        new JsonObject().put("$or", new JsonArray().add(in("_id", "c1", "c2", "none")).add(key));
    var command =
        new JsonObject()
            .put("aggregate", CLAIMS)
            .put("pipeline", new JsonArray().add(new JsonObject().put("$match", match)))
            .put("cursor", new JsonObject());
    assertThat(examined(() -> client.runCommand("aggregate", command).await())).isEqualTo(3);
  }

  @Test
  void fieldWithoutIndex_examinesAll() {
    var query = new JsonObject().put("plain", 42);
    assertThat(examined(() -> client.find(CLAIMS, query).await())).isEqualTo(SIZE);
  }

  @Test
  void deleteByIndexedField_examinesMatches() {
    client.createIndex("gone", new JsonObject().put("k", 1)).await();
    IntStream.range(0, 50).forEach(i -> client.insert("gone", id("g" + i).put("k", i % 5)).await());

    var query = new JsonObject().put("k", 3);
    assertThat(examined(() -> client.removeDocuments("gone", query).await())).isEqualTo(10);
    assertThat(client.count("gone", new JsonObject()).await()).isEqualTo(40);
  }

  @Test
  void increment_ofIndexedNumber_isFoundUnderItsNewValue() {
    client.createIndex("counted", new JsonObject().put("n", 1)).await();
    client.insert("counted", id("x").put("n", 1)).await();

    client.updateCollection("counted", id("x"), increment("n", 1)).await();

    assertThat(client.count("counted", new JsonObject().put("n", 2)).await()).isEqualTo(1);
    assertThat(client.count("counted", new JsonObject().put("n", 2.0)).await()).isEqualTo(1);
    assertThat(client.count("counted", new JsonObject().put("n", 1)).await()).isZero();
  }

  private static JsonObject in(String field, String... values) {
    return new JsonObject().put(field, new JsonObject().put("$in", new JsonArray(List.of(values))));
  }

  private long examined(Supplier<?> operation) {
    long before = server.documentsExamined();
    var unused = operation.get();
    return server.documentsExamined() - before;
  }
}
