package io.laurel.embedded;

import static io.laurel.embedded.EmbeddedMongoKit.id;
import static io.laurel.embedded.EmbeddedMongoKit.increment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  @RegisterExtension static final MongoExtension MONGO = new MongoExtension();

  @TempDir Path directory;

  @Test
  void onFile_reopened_findsDocumentsThroughTheirIndexes() {
    try (var server = EmbeddedMongo.onFile(directory.resolve("new/data"))) {
      var client = MONGO.client(server.uri());
      client.createIndex("claims", new JsonObject().put("userId", 1)).await();
      IntStream.range(0, 100)
          .forEach(i -> client.insert("claims", id("c" + i).put("userId", "u" + i % 10)).await());
    }

    try (var server = EmbeddedMongo.onFile(directory.resolve("new/data"))) {
      var client = MONGO.client(server.uri());
      long before = server.documentsExamined();
      var query = new JsonObject().put("userId", "u3");
      assertThat(client.find("claims", query).await()).hasSize(10);
      assertThat(server.documentsExamined() - before).isEqualTo(10);
    }
  }

  @Test
  void onFile_reopened_findsValuesOfEveryType() {
    var values =
        new JsonArray()
            .add("text \ud83d\udde1")
            .add(7)
            .add(7.5)
            .add(-0.25)
            .add(Long.MAX_VALUE - 1)
            .add(true)
            .addNull()
            .add(new JsonObject().put("$date", "2026-01-01T00:00:00.123Z"))
            .add(new JsonObject().put("$date", "1969-12-31T23:59:59.999Z"))
            .add(new JsonObject().put("part", 1));
    try (var server = EmbeddedMongo.onFile(directory)) {
      var client = MONGO.client(server.uri());
      client.createIndex("values", new JsonObject().put("k", 1)).await();
      IntStream.range(0, values.size())
          .forEach(i -> client.insert("values", id("v" + i).put("k", values.getValue(i))).await());
    }

    try (var server = EmbeddedMongo.onFile(directory)) {
      var client = MONGO.client(server.uri());
      long before = server.documentsExamined();
      for (int i = 0; i < values.size(); i++) {
        var query = new JsonObject().put("k", values.getValue(i));
        assertThat(client.find("values", query).await())
            .containsExactly(id("v" + i).put("k", values.getValue(i)));
      }
      assertThat(server.documentsExamined() - before).isEqualTo(values.size());
    }
  }

  @Test
  void onFile_reopened_stillSortsArraysByTheirSmallestElement() {
    try (var server = EmbeddedMongo.onFile(directory)) {
      var client = MONGO.client(server.uri());
      client.createIndex("ranks", new JsonObject().put("k", 1)).await();
      client.insert("ranks", id("gone").put("k", new JsonArray().add(1))).await();
      client.removeDocument("ranks", id("gone")).await();
      client.createIndex("ranks", new JsonObject().put("k", 1)).await();
      client.insert("ranks", id("some").put("k", new JsonArray().add(1).add(9))).await();
      client.insert("ranks", id("one").put("k", 5)).await();
    }

    try (var server = EmbeddedMongo.onFile(directory)) {
      var client = MONGO.client(server.uri());
      var smallestFirst = new FindOptions().setSort(new JsonObject().put("k", 1)).setLimit(2);
      var fromFour = new JsonObject().put("k", new JsonObject().put("$gte", 4));
      assertThat(client.findWithOptions("ranks", fromFour, smallestFirst).await())
          .extracting(rank -> rank.getString("_id"))
          .containsExactly("some", "one");
    }
  }

  @Test
  void onFile_directoryInUse_saysSo() {
    try (var server = EmbeddedMongo.onFile(directory)) {
      assertThat(server.uri()).startsWith("mongodb://127.0.0.1:");
      assertThatThrownBy(() -> EmbeddedMongo.onFile(directory))
          .isInstanceOf(EmbeddedMongoException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("stop the other process or choose another data directory");
    }
  }

  @Test
  void onFile_damagedFile_saysSo() throws IOException {
    Files.writeString(directory.resolve(StoreFile.NAME), "not a store".repeat(1_000));

    assertThatThrownBy(() -> EmbeddedMongo.onFile(directory))
        .isInstanceOf(EmbeddedMongoException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void onFile_notADirectory_saysSo() throws IOException {
    var file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> EmbeddedMongo.onFile(file.resolve("data")))
        .isInstanceOf(EmbeddedMongoException.class)
        .hasMessageContaining("cannot create the data directory");
  }

  @Test
  void inMemory_portInUse_saysSo() {
    try (var server = EmbeddedMongo.inMemory()) {
      int port = Integer.parseInt(server.uri().substring("mongodb://127.0.0.1:".length()));
      assertThatThrownBy(() -> EmbeddedMongo.inMemory(port))
          .isInstanceOf(EmbeddedMongoException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void close_twice_isFine() {
    var server = EmbeddedMongo.onFile(directory);
    server.close();
    server.close();

    EmbeddedMongo.onFile(directory).close();
  }

  @Test
  void onFile_oneDocumentUpdatedOften_fileStaysSmall() throws IOException {
    try (var server = EmbeddedMongo.onFile(directory)) {
      var client = MONGO.client(server.uri());
      client.insert("hot", id("x").put("text", "x".repeat(1_000))).await();
      update(client, 200);
      long early = Files.size(directory.resolve(StoreFile.NAME));
      update(client, 800);
      assertThat(Files.size(directory.resolve(StoreFile.NAME))).isLessThan(2 * early);
    }
  }

  private static void update(MongoClient client, int times) {
    for (int i = 0; i < times; i++) {
      client.updateCollection("hot", id("x"), increment("count", 1)).await();
    }
  }
}
