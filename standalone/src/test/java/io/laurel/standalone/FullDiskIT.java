package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standalone on a disk that fills up while it serves. */
final class FullDiskIT {
  /** The database is smaller after a start, and reaches it by a few hundred definitions. */
  private static final int DISK_KIBIBYTES = 3 * 1_024;

  private static final int ENOUGH_DEFINITIONS = 2_000;

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void disk_isFull_endsWithOneLineAndWhatWasAnsweredIsThereAfterwards()
      throws InterruptedException {
    List<JsonObject> answered = new ArrayList<>();
    try (StandaloneProcess standalone =
            StandaloneProcess.startOnSmallDisk(directory, DISK_KIBIBYTES);
        Api api = new Api(vertx, standalone.url(), 1)) {
      defineUntilItFails(api, operator(), answered);
      assertThat(answered).hasSizeBetween(1, ENOUGH_DEFINITIONS - 1);
      assertThat(standalone.exitCode()).isEqualTo(2);
      assertThat(standalone.err())
          .singleElement()
          .asString()
          .contains(directory.resolve("data").toString(), "free space");
    }

    try (StandaloneProcess again = StandaloneProcess.start(directory);
        Api api = new Api(vertx, again.url(), 1)) {
      List<JsonObject> found = api.all("/reward-definitions", operator());
      assertThat(found).containsAll(answered);
      // The one whose answer was lost may be there or not.
      assertThat(found.size()).isBetween(answered.size(), answered.size() + 1);
      assertThat(again.terminate()).isZero();
    }
  }

  private String operator() {
    return new Tokens(vertx, directory.resolve("data/keys")).of(Role.OPERATOR);
  }

  private static void defineUntilItFails(Api api, String operator, List<JsonObject> answered) {
    for (int i = 0; i < ENOUGH_DEFINITIONS; i++) {
      JsonObject definition =
          new JsonObject()
              .put("name", "Gems " + i)
              .put("type", "CURRENCY")
              .put("description", "Gems. ".repeat(600))
              .put("attributes", new JsonObject().put("lore", "Once. ".repeat(600)));
      HttpResponse<Buffer> answer;
      try {
        answer = api.post("/reward-definitions", operator, definition).await();
      } catch (Exception e) {
        // The connection went with the process.
        return;
      }
      if (answer.statusCode() != 201) {
        assertThat(answer.statusCode()).isEqualTo(503);
        return;
      }
      answered.add(answer.bodyAsJsonObject());
    }
  }
}
