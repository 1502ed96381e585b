package io.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an index counts is what reading each document counts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IndexCountTest {
  private static final String CLAIMS = "claims";
  private static final int SIZE = 500;
  private static final Instant NOW = Instant.parse("2026-05-03T12:00:00.123Z");

  @RegisterExtension final MongoExtension mongo = new MongoExtension();

  private final EmbeddedMongo server = EmbeddedMongo.inMemory();
  private MongoClient client;

  @BeforeAll
  void fill() {
    client = mongo.client(server.uri());
    JsonObject byEvent = new JsonObject().put("event", 1).put("status", 1);
    client.createIndex(CLAIMS, byEvent.put("at", -1).put("_id", -1)).await();
    JsonObject byReward = new JsonObject().put("rewards.id", 1).put("status", 1);
    client.createIndex(CLAIMS, byReward.put("at", -1).put("_id", -1)).await();
    client.createIndex(CLAIMS, new JsonObject().put("status", 1).put("at", -1)).await();
    JsonObject byTag = new JsonObject().put("name", 1).put("tags", 1);
    client.createIndex(CLAIMS, byTag).await();
    JsonObject lock = new JsonObject().put("event", 1).put("locks", 1);
    client.createIndexWithOptions(CLAIMS, lock, new IndexOptions().unique(true)).await();
    JsonObject unsent = new JsonObject().put("mark", 1);
    client.createIndexWithOptions(CLAIMS, unsent, new IndexOptions().sparse(true)).await();
    var random = new Random(3);
    var inserts = IntStream.range(0, SIZE).mapToObj(i -> aClaim(random, i));
    client.bulkWrite(CLAIMS, inserts.map(BulkOperation::createInsert).toList()).await();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String any(Random random, String name, int count) {
    return name + random.nextInt(count);
  }

  private static JsonObject date(long millis) {
    return new JsonObject().put("$date", NOW.plusMillis(millis).toString());
  }

  /** Some fields are missing, nothing, a number or an array at times. */
  private static JsonObject aClaim(Random random, int i) {
    JsonArray rewards = new JsonArray();
    IntStream.range(0, random.nextInt(4))
        .forEach(n -> rewards.add(new JsonObject().put("id", any(random, "r", 3)).put("n", n)));
    JsonObject claim =
        new JsonObject()
            .put("_id", "c" + i)
            .put("event", any(random, "e", 3))
            .put("rewards", rewards)
            .put("locks", new JsonArray().add("l" + i).add("l" + (SIZE + i)).add("m" + i))
            .put("tags", new JsonArray().add(any(random, "t", 2)).add(any(random, "t", 2)))
            .put("at", date(random.nextInt(60)));
    switch (random.nextInt(12)) {
      case 0 -> claim.putNull("status");
      case 1 -> claim.put("status", 1);
      case 2 -> claim.put("name", any(random, "n", 2)).put("at", "a text").put("mark", "x");
      default -> claim.put("status", any(random, "s", 4)).put("name", any(random, "n", 2));
    }
    return claim;
  }

  private static JsonObject some(Random random, String name, int count) {
    JsonArray values = new JsonArray();
    IntStream.rangeClosed(0, random.nextInt(4)).forEach(i -> values.add(any(random, name, count)));
    return new JsonObject().put("$in", values);
  }

  private static JsonObject beginning(Random random, String name) {
    String text = random.nextBoolean() ? name : any(random, name, 12);
    return new JsonObject().put("$regex", "^" + text + (random.nextInt(4) == 0 ? ".*[13]" : ""));
  }

  private static JsonObject aFilter(Random random) {
    JsonObject filter = new JsonObject();
    switch (random.nextInt(7)) {
      case 0 -> filter.put("event", any(random, "e", 4)).put("status", some(random, "s", 5));
      case 1 -> filter.put("rewards.id", any(random, "r", 4)).put("status", some(random, "s", 4));
      case 2 -> filter.put("status", some(random, "s", 5));
      case 3 -> filter.put("status", any(random, "s", 4)).put("event", some(random, "e", 3));
      case 4 -> filter.put("name", any(random, "n", 3)).put("tags", beginning(random, "t"));
      case 5 -> filter.put("event", any(random, "e", 3)).put("locks", beginning(random, "l"));
      default -> filter.put("name", any(random, "n", 3));
    }
    if (random.nextBoolean()) {
      int from = random.nextInt(60);
      JsonObject range = new JsonObject().put("$gte", date(from));
      filter.put("at", range.put("$lt", date(from + random.nextInt(30))));
    }
    return filter;
  }

  private List<JsonObject> aggregate(JsonObject... stages) {
    JsonObject command =
        new JsonObject()
            .put("aggregate", CLAIMS)
            .put("pipeline", new JsonArray(List.of(stages)))
            .put("cursor", new JsonObject());
    JsonObject answer = client.runCommand("aggregate", command).await();
    return answer.getJsonObject("cursor").getJsonArray("firstBatch").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static JsonObject match(JsonObject filter) {
    return new JsonObject().put("$match", filter);
  }

  private static JsonObject group(Object by) {
    JsonObject one = new JsonObject().put("$sum", 1);
    return new JsonObject().put("$group", new JsonObject().put("_id", by).put("n", one));
  }

  /** Nothing changes by it, but that the library counts. */
  private static JsonObject asItIs() {
    return new JsonObject().put("$match", new JsonObject());
  }

  private Map<Object, Long> counts(JsonObject... stages) {
    Map<Object, Long> counts = new HashMap<>();
    aggregate(stages).forEach(found -> counts.put(found.getValue("_id"), found.getLong("n")));
    return counts;
  }

  @RepeatedTest(200)
  void group_randomFilter_asTheLibraryCounts(RepetitionInfo repetition) {
    var filter = aFilter(new Random(repetition.getCurrentRepetition()));

    assertThat(counts(match(filter), group("$status")))
        .as(filter.encode())
        .isEqualTo(counts(match(filter), asItIs(), group("$status")));
    assertThat(client.count(CLAIMS, filter).await())
        .as(filter.encode())
        .isEqualTo(counts(match(filter), asItIs(), group(null)).getOrDefault(null, 0L));
  }

  private long examined(JsonObject... stages) {
    long before = server.documentsExamined();
    aggregate(stages);
    return server.documentsExamined() - before;
  }

  @Test
  void group_fieldsOfAnIndex_noDocumentIsRead() {
    JsonObject times = new JsonObject().put("$gte", date(0)).put("$lt", date(30));
    JsonObject one = new JsonObject().put("event", "e1").put("status", "s1");
    JsonObject several = new JsonObject().put("status", some(new Random(1), "s", 4));

    assertThat(examined(match(one), group("$status"))).isZero();
    assertThat(examined(match(one.copy().put("at", times)), group(1))).isZero();
    assertThat(examined(match(several.put("at", times)), group("$status"))).isZero();
    assertThat(examined(match(new JsonObject().put("rewards.id", "r1")), group(1))).isZero();
    assertThat(examined(match(new JsonObject().put("name", "n1")), group(1))).isZero();
    JsonObject held = new JsonObject().put("event", "e1");
    held.put("locks", new JsonObject().put("$regex", "^l1"));
    assertThat(examined(match(held), group(1))).isZero();
    held.put("locks", new JsonObject().put("$regex", "^l1$"));
    assertThat(examined(match(held), group(1))).isPositive();
  }

  @Test
  void group_limited_isAtMostThat() {
    JsonObject filter = new JsonObject().put("event", "e1");
    long all = client.count(CLAIMS, filter).await();
    JsonObject first = new JsonObject().put("$limit", 7);

    assertThat(all).isGreaterThan(7);
    assertThat(counts(match(filter), first, group(1))).isEqualTo(Map.of(1, 7L));
    JsonObject held = filter.copy().put("locks", new JsonObject().put("$regex", "^l"));
    assertThat(counts(match(held), first, group(1))).isEqualTo(Map.of(1, 7L));
    assertThat(examined(match(filter), first, group(1))).isZero();
    assertThat(aggregate(match(new JsonObject().put("event", "none")), first, group(1))).isEmpty();
  }
}
