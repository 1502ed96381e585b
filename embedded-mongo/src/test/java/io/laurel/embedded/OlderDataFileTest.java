package io.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A data file that H2 2.3.232 has written, before there was a journal. */
final class OlderDataFileTest {
  @RegisterExtension static final MongoExtension MONGO = new MongoExtension();

  @TempDir Path directory;

  @BeforeEach
  void copy() throws IOException {
    try (var file =
        new GZIPInputStream(
            getClass().getResourceAsStream("/h2-2.3.232/" + StoreFile.NAME + ".gz"))) {
      Files.copy(file, directory.resolve(StoreFile.NAME));
    }
  }

  @Test
  void onFile_older_readsEverything() {
    try (var server = EmbeddedMongo.onFile(directory)) {
      assertWhole(server, "auth");
      assertWhole(server, "event");
    }
  }

  @Test
  void onFile_olderAndReopened_readsEverything() {
    try (var server = EmbeddedMongo.onFile(directory)) {
      MONGO.client(server.uri(), "event").insert("more", EmbeddedMongoKit.id("one")).await();
    }

    try (var server = EmbeddedMongo.onFile(directory)) {
      assertWhole(server, "auth");
      assertWhole(server, "event");
      var more = MONGO.client(server.uri(), "event").find("more", new JsonObject()).await();
      assertThat(more).containsExactly(EmbeddedMongoKit.id("one"));
    }
  }

  private static void assertWhole(EmbeddedMongo server, String database) {
    var client = MONGO.client(server.uri(), database);
    List<JsonObject> all = client.find("claims", new JsonObject()).await();
    assertThat(all).hasSize(250);
    for (int i = 0; i < 250; i++) {
      long before = server.documentsExamined();
      var lock = new JsonObject().put("eventId", "evt_1").put("locks", "lock" + i);
      JsonObject claim = client.findOne("claims", lock, null).await();
      assertThat(server.documentsExamined() - before).isEqualTo(1);
      assertThat(claim.getString("_id")).isEqualTo(database + i);
      assertThat(claim.getInteger("count")).isEqualTo(i < 50 ? i + 4_000 : i);
      assertThat(claim.getLong("big")).isEqualTo(1L << 40);
      assertThat(claim.getDouble("ratio")).isEqualTo(i / 2.0);
      assertThat(claim.getJsonObject("at").getString("$date"))
          .isEqualTo("2026-01-01T00:00:00.123Z");
      assertThat(claim.containsKey("none")).isTrue();
      assertThat(claim.getString("text")).isEqualTo("한국어 ".repeat(4));
    }
    var user = new JsonObject().put("userId", "u3");
    assertThat(client.count("claims", user).await()).isEqualTo(25);
  }
}
