package io.laurel.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MongoBatchesTest {
  private static final int MANY = 2 * MongoBatches.SIZE + 1;

  private final TestDatabase database = new TestDatabase();
  private final MongoCollection things = database.database().collection("things");
  private final MongoBatches batches = new MongoBatches(things);

  @BeforeEach
  void fill() {
    List<JsonObject> all =
        IntStream.range(0, MANY + 3)
            .mapToObj(
                i ->
                    new JsonObject()
                        .put("_id", "t" + i)
                        .put("state", i < MANY ? "waits" : "rests")
                        .put("n", i))
            .toList();
    things.insertAllAbsent(all).await();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private long count(String state) {
    return things.count(new JsonObject().put("state", state)).await();
  }

  private static JsonObject inState(String state) {
    return new JsonObject().put("state", state);
  }

  @Test
  void update_moreThanABatch_allOfThemOnceEach() {
    JsonObject goes =
        new JsonObject()
            .put("$set", inState("goes"))
            .put("$inc", new JsonObject().put("n", 1_000_000));

    assertThat(batches.update(inState("waits"), goes).await()).isEqualTo(MANY);

    assertThat(count("goes")).isEqualTo(MANY);
    assertThat(count("rests")).isEqualTo(3);
    JsonObject twice = new JsonObject().put("n", new JsonObject().put("$gte", 2_000_000));
    assertThat(things.count(twice).await()).isZero();
    assertThat(batches.update(inState("waits"), goes).await()).isZero();
  }

  @Test
  void delete_moreThanABatch_allThatMatchAndNoOthers() {
    batches.delete(inState("waits")).await();

    assertThat(count("waits")).isZero();
    assertThat(count("rests")).isEqualTo(3);
  }
}
