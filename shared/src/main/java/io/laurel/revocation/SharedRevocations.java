package io.laurel.revocation;

import io.laurel.config.Settings;
import io.laurel.launch.Host;
import io.laurel.mongo.DatabaseMeters;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;

/** The revocations of a process, which the programs in it share. */
public final class SharedRevocations {
  private static final String NAME = "laurel.revocations";

  /** A read has nothing to do in parallel. */
  private static final int CONNECTIONS = 2;

  private SharedRevocations() {}

  private record Opened(Future<Revocations> revocations) implements Shareable {}

  /**
   * Those of the host's process: the first who asks opens them, with the host's settings, and has
   * them told in readiness. They close when everything is undeployed. Completes after the first
   * read.
   */
  public static Future<Revocations> of(Host host) {
    return map(host.vertx()).computeIfAbsent(NAME, name -> new Opened(open(host))).revocations();
  }

  /** Judges the settings that it needs, the database's among them. */
  public static void check(Settings settings) {
    MongoConfig.of(settings);
    RevocationConfig.of(settings);
  }

  private static LocalMap<String, Opened> map(Vertx vertx) {
    return vertx.sharedData().getLocalMap(NAME);
  }

  private static Future<Revocations> open(Host host) {
    Vertx vertx = host.vertx();
    RevocationConfig config = RevocationConfig.of(host.settings());
    MongoConfig mongo = connection(MongoConfig.of(host.settings()), config);
    // The first client of a process loads the driver, which takes seconds on a slow machine.
    return vertx
        .executeBlocking(
            () ->
                MongoDatabase.open(
                    vertx,
                    mongo,
                    config.database(),
                    new DatabaseMeters(host.metrics(), "revocations")))
        .compose(database -> open(host, config, database));
  }

  private static Future<Revocations> open(
      Host host, RevocationConfig config, MongoDatabase database) {
    Vertx vertx = host.vertx();
    Revocations revocations =
        new Revocations(
            new MongoRevocationStore(database), config.maxStaleness(), System::nanoTime);
    host.readiness().add("revocations", () -> fresh(revocations));
    var verticle = new RevocationVerticle(revocations, config.poll(), () -> close(vertx, database));
    return vertx
        .deployVerticle(verticle)
        .map(revocations)
        // A verticle that did not start is not stopped.
        .recover(cause -> close(vertx, database).transform(done -> Future.failedFuture(cause)));
  }

  /** So impatient that a read which hangs is not the last before too long. */
  private static MongoConfig connection(MongoConfig mongo, RevocationConfig config) {
    Duration half = config.maxStaleness().dividedBy(2);
    Duration timeout = mongo.timeout().compareTo(half) < 0 ? mongo.timeout() : half;
    return new MongoConfig(mongo.uri(), CONNECTIONS, timeout);
  }

  private static Future<Void> fresh(Revocations revocations) {
    return revocations.isFresh()
        ? Future.succeededFuture()
        : Future.failedFuture("No revocations were read for too long");
  }

  private static Future<Void> close(Vertx vertx, MongoDatabase database) {
    map(vertx).remove(NAME);
    return database.close();
  }
}
