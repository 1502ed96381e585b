package io.laurel.embedded;

import static io.laurel.embedded.EmbeddedMongoKit.aClaim;
import static io.laurel.embedded.EmbeddedMongoKit.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.ext.mongo.MongoClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 in the middle of concurrent inserts. */
final class KillTest {
  private static final String CLAIMS = "claims";
  private static final int ACKNOWLEDGED_BEFORE_KILL = 500;
  private static final int IN_FLIGHT = 16;

  @RegisterExtension static final MongoExtension MONGO = new MongoExtension();

  @TempDir Path directory;

  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
  private final CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_KILL);

  @RepeatedTest(2)
  void kill_whileInserting_losesNothingAcknowledged() throws Exception {
    var process = startServer();
    try (var output = process.inputReader()) {
      var client = MONGO.client(output.readLine());
      createIndexes(client);
      var writers = IntStream.range(0, IN_FLIGHT).mapToObj(i -> insertUntilFailure(client));
      var allFailed = Future.join(writers.toList());
      enough.await();
      process.destroyForcibly().waitFor();
      assertThat(catchThrowable(allFailed::await)).isNotNull();
    } finally {
      process.destroyForcibly();
    }

    try (var server = EmbeddedMongo.onFile(directory)) {
      assertComplete(MONGO.client(server.uri()));
    }
  }

  private void assertComplete(MongoClient client) {
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_KILL);
    for (int number : acknowledged) {
      var lock = new JsonObject().put("eventId", "evt_1").put("locks", "lock" + number);
      var user = id("c" + number).put("userId", "u" + number);
      assertThat(client.count(CLAIMS, lock).await()).as("lock %d", number).isEqualTo(1);
      assertThat(client.count(CLAIMS, user).await()).as("user %d", number).isEqualTo(1);
      assertThat(catchThrowable(() -> client.insert(CLAIMS, rival(number)).await())).isNotNull();
    }
    // Neither a document without its entries nor an entry without its document.
    var all = client.count(CLAIMS, new JsonObject()).await();
    var event = new JsonObject().put("eventId", "evt_1");
    assertThat(client.count(CLAIMS, event).await()).isEqualTo(all);
    var users = new JsonObject().put("userId", new JsonObject().put("$gte", ""));
    assertThat(client.count(CLAIMS, users).await()).isEqualTo(all);
  }

  private Future<Void> insertUntilFailure(MongoClient client) {
    int number = numbers.incrementAndGet();
    return client
        .insert(CLAIMS, aClaim("c" + number, "evt_1", "lock" + number).put("userId", "u" + number))
        .compose(
            inserted -> {
              acknowledged.add(number);
              enough.countDown();
              return insertUntilFailure(client);
            });
  }

  private static JsonObject rival(int number) {
    return aClaim("rival" + number, "evt_1", "lock" + number);
  }

  private static void createIndexes(MongoClient client) {
    client
        .createIndexWithOptions(
            CLAIMS,
            new JsonObject().put("eventId", 1).put("locks", 1),
            new IndexOptions().unique(true))
        .await();
    client.createIndex(CLAIMS, new JsonObject().put("userId", 1)).await();
  }

  private Process startServer() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            KilledServer.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
