package io.laurel.mongo;

import com.mongodb.event.CommandListener;
import io.laurel.embedded.TestEngine;
import io.vertx.core.Vertx;
import java.time.Duration;

/** An empty database of the test engine, and a Vert.x to reach it. */
public final class TestDatabase implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final MongoDatabase database;

  public TestDatabase(CommandListener... listeners) {
    MongoConfig config = new MongoConfig(TestEngine.uri(), 32, Duration.ofSeconds(20));
    database = MongoDatabase.open(vertx, config, TestEngine.freshDatabase(), listeners);
  }

  public Vertx vertx() {
    return vertx;
  }

  public MongoDatabase database() {
    return database;
  }

  @Override
  public void close() {
    database.close().await();
    vertx.close().await();
  }
}
