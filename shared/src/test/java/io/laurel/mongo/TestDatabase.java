package io.laurel.mongo;

import io.laurel.embedded.TestEngine;
import io.vertx.core.Vertx;
import java.time.Duration;

/** An empty database of the test engine, and a Vert.x to reach it. */
public final class TestDatabase implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final MongoDatabase database =
      MongoDatabase.open(
          vertx,
          new MongoConfig(TestEngine.uri(), 32, Duration.ofSeconds(20)),
          TestEngine.freshDatabase());

  public MongoDatabase database() {
    return database;
  }

  @Override
  public void close() {
    database.close().await();
    vertx.close().await();
  }
}
