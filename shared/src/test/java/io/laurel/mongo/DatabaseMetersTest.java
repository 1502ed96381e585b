package io.laurel.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.embedded.TestEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DatabaseMetersTest {
  private static final JsonObject DOCUMENT = new JsonObject().put("_id", "one");

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final MongoDatabase database =
      MongoDatabase.open(
          vertx,
          new MongoConfig(TestEngine.uri(), 7, Duration.ofSeconds(20)),
          TestEngine.freshDatabase(),
          new DatabaseMeters(metrics, "event"));
  private final MongoCollection things = database.collection("things");

  @AfterEach
  void close() {
    database.close().await();
    vertx.close().await();
  }

  private long commands(String command, String outcome) {
    return metrics
        .get("laurel_database_command_duration")
        .tags("database", "event", "command", command, "outcome", outcome)
        .timer()
        .count();
  }

  private double connections(String state) {
    return metrics
        .get("laurel_database_connections")
        .tags("database", "event", "state", state)
        .gauge()
        .value();
  }

  @Test
  void commands_eachCountsByItsNameAndOutcome() {
    things.insert(DOCUMENT.copy()).await();
    assertThatThrownBy(() -> things.insert(DOCUMENT.copy()).await())
        .isInstanceOf(DuplicateKeyException.class);
    things.insertInOrder(List.of(DOCUMENT.copy())).await();
    things.findOne(DOCUMENT).await();
    things.aggregate(new JsonArray(), 10).await();
    assertThatThrownBy(
            () -> things.aggregate(new JsonArray().add(new JsonObject().put("$no", 1)), 10).await())
        .isNotNull();
    database.ping().await();

    assertThat(commands("insert", "done")).isOne();
    assertThat(commands("insert", "conflict")).isOne();
    assertThat(commands("bulkWrite", "conflict")).isOne();
    assertThat(commands("find", "done")).isOne();
    assertThat(commands("aggregate", "done")).isOne();
    assertThat(commands("aggregate", "failed")).isOne();
    assertThat(commands("ping", "done")).isOne();
  }

  @Test
  void connections_idleAfterUse_withinTheLimit() {
    assertThat(connections("idle")).isZero();
    things.findOne(DOCUMENT).await();

    assertThat(connections("used") + connections("idle")).isEqualTo(1);
    assertThat(metrics.get("laurel_database_connections_limit").gauge().value()).isEqualTo(7);
    assertThat(metrics.get("laurel_database_connections_awaited").gauge().value()).isZero();
  }
}
