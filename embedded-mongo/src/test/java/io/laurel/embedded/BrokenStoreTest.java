package io.laurel.embedded;

import static io.laurel.embedded.EmbeddedMongoKit.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, or fails, while it serves. */
@Timeout(60)
final class BrokenStoreTest {
  @RegisterExtension static final MongoExtension MONGO = new MongoExtension();

  @TempDir Path directory;
  private final CompletableFuture<EmbeddedMongoException> told = new CompletableFuture<>();

  /** A file on a device that does not flush any more from some moment on. */
  private static final class FailingFile extends DataFile {
    private volatile boolean fails;

    @Override
    public void sync() {
      if (fails) {
        throw DataUtils.newMVStoreException(
            DataUtils.ERROR_WRITING_FAILED,
            "Could not sync file",
            new IOException("No space left on device"));
      }
      super.sync();
    }
  }

  @Test
  void write_flushFails_notAcknowledgedAndOwnerToldOnce() throws Exception {
    var file = new FailingFile();
    var opened = StoreFile.open(directory, () -> file);
    var server = EmbeddedMongo.guarded(opened, told::complete);
    var client = MONGO.client(server.uri());
    client.insert("claims", id("before")).await();

    file.fails = true;
    var failure = catchThrowable(() -> client.insert("claims", id("after")).await());

    assertThat(failure).isNotNull();
    assertThat(told.get(10, TimeUnit.SECONDS))
        .hasMessageContaining(directory.resolve(StoreFile.NAME).toString())
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("free space")
        .hasMessageNotContaining("\n");
    opened.abandon();
    try (var again = EmbeddedMongo.onFile(directory)) {
      var before = MONGO.client(again.uri()).count("claims", id("before")).await();
      assertThat(before).isEqualTo(1);
    }
  }

  @Test
  void read_partOfTheFileIsGone_ownerTold() throws Exception {
    var opened = StoreFile.open(directory, DataFile::new);
    var server = EmbeddedMongo.guarded(opened, told::complete);
    var client = MONGO.client(server.uri());
    for (int i = 0; i < 50; i++) {
      client.insert("claims", id("c" + i).put("text", "x".repeat(5_000))).await();
    }
    opened.store().getFileStore().clear();
    opened.store().setCacheSize(0);
    Files.write(directory.resolve(StoreFile.NAME), new byte[2 * Span.BLOCK]);

    var failure = catchThrowable(() -> client.find("claims", new JsonObject()).await());

    assertThat(failure).isNotNull();
    assertThat(told.get(10, TimeUnit.SECONDS)).hasMessageContaining(StoreFile.NAME);
    opened.abandon();
  }

  @Test
  void open_deviceDoesNotFlush_saysSo() {
    var file = new FailingFile();
    file.fails = true;

    assertThat(catchThrowable(() -> StoreFile.open(directory, () -> file)))
        .isInstanceOf(EmbeddedMongoException.class)
        .hasMessageContaining("No space left on device");
    EmbeddedMongo.onFile(directory).close();
  }
}
