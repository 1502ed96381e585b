package io.laurel.embedded;

import static io.laurel.embedded.EmbeddedMongoKit.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A query and the same query behind a double negation, which no index serves, agree. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IndexAgreesWithScanTest {
  private static final String DOCUMENTS = "documents";

  @RegisterExtension final MongoExtension mongo = new MongoExtension();

  private final EmbeddedMongo server = EmbeddedMongo.inMemory();
  private MongoClient client;

  @BeforeAll
  void fillAndChange() {
    client = mongo.client(server.uri());
    client.createIndex(DOCUMENTS, new JsonObject().put("a", 1).put("b", -1)).await();
    client.createIndex(DOCUMENTS, new JsonObject().put("s.x", 1).put("s.y", 1)).await();
    var pairs = new JsonObject().put("s.x", 1).put("s.y", 1).put("_id", 1);
    client.createIndexWithOptions(DOCUMENTS, pairs, new IndexOptions().unique(true)).await();
    var sparse = new IndexOptions().sparse(true);
    client.createIndexWithOptions(DOCUMENTS, new JsonObject().put("b", 1), sparse).await();
    client.createIndex(DOCUMENTS, new JsonObject().put("k", 1).put("t", -1).put("_id", -1)).await();
    client.createIndex(DOCUMENTS, new JsonObject().put("t", -1)).await();
    client.createIndex(DOCUMENTS, new JsonObject().put("k", 1).put("m", 1)).await();
    client.createIndex(DOCUMENTS, new JsonObject().put("m", 1).put("t", 1)).await();
    client.createIndexWithOptions(DOCUMENTS, new JsonObject().put("a", 1), sparse).await();
    var random = new Random(1);
    var inserts = IntStream.range(0, 200).mapToObj(i -> aDocument(random, i));
    client.bulkWrite(DOCUMENTS, inserts.map(BulkOperation::createInsert).toList()).await();
    var replacements = IntStream.range(0, 200).filter(i -> i % 2 == 0);
    client
        .bulkWrite(
            DOCUMENTS,
            replacements
                .mapToObj(i -> BulkOperation.createReplace(id("d" + i), aDocument(random, i)))
                .toList())
        .await();
    client.removeDocuments(DOCUMENTS, new JsonObject().put("a", 3)).await();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @RepeatedTest(100)
  void count_randomQuery_equalsScan(RepetitionInfo repetition) {
    var query = aQuery(new Random(repetition.getCurrentRepetition()));

    assertThat(client.count(DOCUMENTS, query).await())
        .as(query.encode())
        .isEqualTo(client.count(DOCUMENTS, not(not(query))).await());
  }

  @RepeatedTest(100)
  void count_randomAlternatives_equalsScan(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var alternatives = new JsonArray();
    IntStream.range(0, 1 + random.nextInt(3)).forEach(i -> alternatives.add(aQuery(random)));
    var query = new JsonObject().put("$or", alternatives);

    assertThat(client.count(DOCUMENTS, query).await())
        .as(query.encode())
        .isEqualTo(client.count(DOCUMENTS, not(not(query))).await());
  }

  /** Without a limit no index gives the order. */
  @RepeatedTest(400)
  void find_randomOrderAndLimit_equalsBeginningOfSortedScan(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var query = random.nextInt(5) == 0 ? new JsonObject() : aListQuery(random);
    var sort = anOrder(random);
    int skip = random.nextInt(3) == 0 ? random.nextInt(10) : 0;
    int limit = 1 + random.nextInt(30);
    var page = new FindOptions().setSort(sort).setSkip(skip).setLimit(limit);
    var all = new FindOptions().setSort(sort);

    var found = client.findWithOptions(DOCUMENTS, query, page).await();

    assertThat(found)
        .as("%s by %s", query.encode(), sort.encode())
        .isEqualTo(
            client.findWithOptions(DOCUMENTS, not(not(query)), all).await().stream()
                .skip(skip)
                .limit(limit)
                .toList());
  }

  private static JsonObject not(JsonObject query) {
    return new JsonObject().put("$nor", new JsonArray().add(query));
  }

  private static JsonObject aDocument(Random random, int i) {
    var document = id("d" + i);
    if (random.nextInt(4) > 0) {
      document.put("a", aScalar(random));
    }
    if (random.nextInt(4) > 0) {
      document.put("b", random.nextBoolean() ? aScalar(random) : anArray(random));
    }
    if (random.nextInt(5) > 0) {
      document.put("t", aValueOfAnyType(random));
    }
    if (random.nextInt(8) > 0) {
      document.put("m", random.nextInt(8) > 0 ? aScalar(random) : someNumbers(random));
    }
    document.put("k", "k" + random.nextInt(3));
    return document.put("s", random.nextBoolean() ? aPart(random) : severalParts(random));
  }

  private static JsonObject aQuery(Random random) {
    var query = new JsonObject();
    for (String field : new String[] {"a", "b", "s.x", "s.y", "_id"}) {
      if (random.nextInt(3) == 0) {
        query.put(field, aCondition(random));
      }
    }
    return query.isEmpty() ? query.put("a", aCondition(random)) : query;
  }

  private static JsonObject aListQuery(Random random) {
    var query = random.nextInt(3) == 0 ? aQuery(random) : new JsonObject();
    if (random.nextInt(3) > 0) {
      query.put("k", "k" + random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      query.put("m", new JsonObject().put("$gte", random.nextInt(5)));
    }
    if (random.nextBoolean()) {
      var at = aValueOfAnyType(random);
      query.put("t", new JsonObject().put(random.nextBoolean() ? "$lte" : "$gte", at));
      var older =
          new JsonArray()
              .add(new JsonObject().put("t", new JsonObject().put("$lt", at)))
              .add(new JsonObject().put("t", at).put("_id", new JsonObject().put("$lt", "d100")));
      query.put("$or", older);
    }
    return query;
  }

  /** Mostly one that an index has. */
  private static JsonObject anOrder(Random random) {
    int direction = random.nextBoolean() ? 1 : -1;
    var order = new JsonObject();
    for (String field : new String[] {"k", "a", "m", "t"}) {
      if (random.nextInt(3) == 0) {
        order.put(field, random.nextInt(10) == 0 ? -direction : direction);
      }
    }
    return order.put("_id", direction);
  }

  private static Object aValueOfAnyType(Random random) {
    return switch (random.nextInt(5)) {
      case 0 ->
          new JsonObject()
              .put(
                  "$date",
                  String.format(Locale.ROOT, "2026-01-01T00:00:0%d.000Z", random.nextInt(6)));
      case 1 -> random.nextBoolean();
      case 2 -> 5_000_000_000L + random.nextInt(3);
      default -> aScalar(random);
    };
  }

  private static Object aCondition(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> aScalar(random);
      case 2 -> new JsonObject().put("$in", anArray(random));
      case 3 -> new JsonObject().put("$gte", aScalar(random)).put("$lt", aScalar(random));
      case 4 -> new JsonObject().put("$elemMatch", new JsonObject().put("$gt", random.nextInt(5)));
      case 5 -> new JsonObject().put("$ne", aScalar(random));
      case 6 -> anArray(random);
      default -> new JsonObject().put("$eq", aScalar(random));
    };
  }

  private static Object aScalar(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "d" + random.nextInt(200);
      case 1 -> random.nextInt(5) + 0.0;
      case 2 -> null;
      case 3 -> random.nextInt(5) + 0.5;
      default -> random.nextInt(5);
    };
  }

  private static JsonArray anArray(Random random) {
    var array = new JsonArray();
    IntStream.range(0, random.nextInt(4)).forEach(i -> array.add(aScalar(random)));
    return array;
  }

  /** Not empty: the library takes each of two empty arrays for the smaller one. */
  private static JsonArray someNumbers(Random random) {
    return new JsonArray().add(random.nextInt(5)).add(random.nextInt(5));
  }

  private static JsonObject aPart(Random random) {
    var part = new JsonObject().put("x", aScalar(random));
    return random.nextBoolean() ? part.put("y", aScalar(random)) : part;
  }

  private static JsonArray severalParts(Random random) {
    var array = new JsonArray();
    IntStream.range(0, random.nextInt(4)).forEach(i -> array.add(aPart(random)));
    return array;
  }
}
