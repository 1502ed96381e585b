package io.laurel.embedded;

import static io.laurel.embedded.EmbeddedMongoKit.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How many documents a page looks at among 10 000, one a second: a big event and many small ones,
 * 100 users, a few entries that wait.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SortedIndexUseTest {
  private static final String CLAIMS = "claims";
  private static final int SIZE = 10_000;
  private static final int LIMIT = 21;
  private static final int FEW = 2;
  private static final JsonObject NEWEST_FIRST = new JsonObject().put("at", -1).put("_id", -1);
  private static final JsonObject OLDEST_FIRST = new JsonObject().put("at", 1).put("_id", 1);

  @RegisterExtension final MongoExtension mongo = new MongoExtension();

  private final EmbeddedMongo server = EmbeddedMongo.inMemory();
  private MongoClient client;

  @BeforeAll
  void fill() {
    client = mongo.client(server.uri());
    client
        .createIndexWithOptions(
            CLAIMS,
            new JsonObject().put("event", 1).put("locks", 1),
            new IndexOptions().unique(true))
        .await();
    index(new JsonObject().put("user", 1).put("at", -1).put("_id", -1));
    index(new JsonObject().put("event", 1).put("at", -1));
    index(new JsonObject().put("at", 1));
    index(new JsonObject().put("audit._id", 1));
    index(new JsonObject().put("nextAt", 1));
    var inserts = IntStream.range(0, SIZE).mapToObj(SortedIndexUseTest::claim);
    client.bulkWrite(CLAIMS, inserts.map(BulkOperation::createInsert).toList()).await();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void index(JsonObject keys) {
    client.createIndex(CLAIMS, keys).await();
  }

  private static JsonObject claim(int i) {
    var claim =
        id(String.format(Locale.ROOT, "c%05d", i))
            .put("event", i % 10 < 9 ? "big" : "small" + i % 100)
            .put("user", "u" + i % 100)
            .put("locks", new JsonArray().add("l" + i).add("m" + i))
            .put("at", date(i));
    if (i % 1_000 == 500) {
      claim.put("audit", new JsonArray().add(id("a" + i))).put("nextAt", date(i));
    }
    return claim;
  }

  private static JsonObject date(int second) {
    return new JsonObject()
        .put(
            "$date",
            String.format(
                Locale.ROOT,
                "2026-01-01T%02d:%02d:%02d.000Z",
                second / 3_600,
                second / 60 % 60,
                second % 60));
  }

  @Test
  void everything_eachPageExaminesItsLimit() {
    var first = new Page(new JsonObject(), NEWEST_FIRST);
    assertThat(first.ids()).startsWith("c09999", "c09998").hasSize(LIMIT);
    assertThat(first.examined()).isLessThanOrEqualTo(LIMIT + FEW);
    var middle = new Page(after(new JsonObject(), 5_000), NEWEST_FIRST);
    assertThat(middle.ids()).startsWith("c04999", "c04998").hasSize(LIMIT);
    assertThat(middle.examined()).isLessThanOrEqualTo(LIMIT + FEW);
    var last = new Page(after(new JsonObject(), 2), NEWEST_FIRST);
    assertThat(last.ids()).containsExactly("c00001", "c00000");
    assertThat(last.examined()).isLessThanOrEqualTo(LIMIT + FEW);
  }

  @Test
  void everythingOldestFirst_examinesItsLimit() {
    var page = new Page(new JsonObject(), OLDEST_FIRST);
    assertThat(page.ids()).startsWith("c00000", "c00001").hasSize(LIMIT);
    assertThat(page.examined()).isLessThanOrEqualTo(LIMIT + FEW);
  }

  @Test
  void event_eachPageExaminesItsLimit() {
    var big = new JsonObject().put("event", "big");
    assertThat(new Page(big, NEWEST_FIRST).ids()).startsWith("c09998", "c09997");
    assertThat(new Page(big, NEWEST_FIRST).examined()).isLessThanOrEqualTo(LIMIT + FEW);
    assertThat(new Page(after(big, 5_000), NEWEST_FIRST).ids()).startsWith("c04998", "c04997");
    assertThat(new Page(after(big, 5_000), NEWEST_FIRST).examined())
        .isLessThanOrEqualTo(LIMIT + FEW);
    assertThat(new Page(after(big, 2), NEWEST_FIRST).ids()).containsExactly("c00001", "c00000");
  }

  @Test
  void eventBetweenTwoTimes_examinesItsLimit() {
    var times = new JsonObject().put("$gte", date(100)).put("$lt", date(5_000));
    var query = new JsonObject().put("event", "big").put("at", times);
    var newest = new Page(query, NEWEST_FIRST);
    assertThat(newest.ids()).startsWith("c04998").hasSize(LIMIT);
    assertThat(newest.examined()).isLessThanOrEqualTo(LIMIT + FEW);
    var oldest = new Page(query, OLDEST_FIRST);
    assertThat(oldest.ids()).startsWith("c00100").hasSize(LIMIT);
    assertThat(oldest.examined()).isLessThanOrEqualTo(LIMIT + FEW);
  }

  @Test
  void userOfMostlyOtherEvents_examinesTheUser() {
    var query = new JsonObject().put("event", "big").put("user", "u9");
    var page = new Page(query, NEWEST_FIRST);
    assertThat(page.ids()).isEmpty();
    // Two indexes fit; both are walked until one of them ends.
    assertThat(page.examined()).isLessThanOrEqualTo(2 * SIZE / 100);
  }

  @Test
  void eventAndUserWhoHaveMuch_examinesAFewLimits() {
    var page = new Page(new JsonObject().put("event", "big").put("user", "u7"), NEWEST_FIRST);
    assertThat(page.ids()).startsWith("c09907", "c09807");
    assertThat(page.examined()).isLessThanOrEqualTo(3 * LIMIT + FEW);
  }

  @Test
  void lock_examinesItsHolderInWhateverOrder() {
    var page = new Page(new JsonObject().put("event", "big").put("locks", "m7"), NEWEST_FIRST);
    assertThat(page.ids()).containsExactly("c00007");
    assertThat(page.examined()).isEqualTo(1);
  }

  @Test
  void severalUsers_sortsTheirsOnly() {
    var users = new JsonObject().put("$in", new JsonArray().add("u9").add("u19"));
    var page = new Page(new JsonObject().put("user", users).put("event", "small9"), OLDEST_FIRST);
    assertThat(page.ids()).startsWith("c00009", "c00109");
    assertThat(page.examined()).isLessThanOrEqualTo(4 * SIZE / 100);
  }

  @Test
  void fieldThatFewHave_examinesThose() {
    var audited = new JsonObject().put("audit._id", new JsonObject().put("$gte", ""));
    var byEntry = new Page(audited, new JsonObject().put("audit._id", 1));
    assertThat(byEntry.ids()).hasSize(SIZE / 1_000);
    assertThat(byEntry.examined()).isEqualTo(SIZE / 1_000);
    var due = new JsonObject().put("nextAt", new JsonObject().put("$lte", date(5_000)));
    var byTime = new Page(due, new JsonObject().put("nextAt", -1).put("_id", -1));
    assertThat(byTime.ids()).startsWith("c04500").hasSize(5);
    assertThat(byTime.examined()).isEqualTo(5);
    assertThat(examined(() -> client.count(CLAIMS, due).await())).isEqualTo(5);
  }

  @Test
  void filterThatNoIndexServes_walksUntilItHasEnough() {
    var page = new Page(new JsonObject().put("_id", regex("7$")), NEWEST_FIRST);
    assertThat(page.ids()).startsWith("c09997", "c09987").hasSize(LIMIT);
    assertThat(page.examined()).isLessThanOrEqualTo(10 * LIMIT);
  }

  @Test
  void firstOfMany_examinesOne() {
    var big = new JsonObject().put("event", "big").put("at", new JsonObject().put("$gt", date(7)));
    assertThat(examined(() -> client.findOne(CLAIMS, big, null).await())).isLessThanOrEqualTo(FEW);
  }

  private static JsonObject regex(String expression) {
    return new JsonObject().put("$regex", expression);
  }

  private static JsonObject after(JsonObject query, int last) {
    var before = new JsonObject().put("at", new JsonObject().put("$lt", date(last)));
    var same =
        new JsonObject()
            .put("at", date(last))
            .put("_id", new JsonObject().put("$lt", String.format(Locale.ROOT, "c%05d", last)));
    return query
        .copy()
        .put("at", new JsonObject().put("$lte", date(last)))
        .put("$or", new JsonArray().add(before).add(same));
  }

  private long examined(Runnable operation) {
    long before = server.documentsExamined();
    operation.run();
    return server.documentsExamined() - before;
  }

  private final class Page {
    private final List<String> ids;
    private final long examined;

    Page(JsonObject query, JsonObject sort) {
      var options = new FindOptions().setSort(sort).setLimit(LIMIT);
      long before = server.documentsExamined();
      var found = client.findWithOptions(CLAIMS, query, options).await();
      this.examined = server.documentsExamined() - before;
      this.ids = found.stream().map(claim -> claim.getString("_id")).toList();
    }

    List<String> ids() {
      return ids;
    }

    long examined() {
      return examined;
    }
  }
}
