package io.laurel.feature;

import io.laurel.audit.AuditStore;
import io.laurel.bus.Announcements;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.id.Ids;
import io.laurel.launch.Host;
import io.laurel.mongo.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a process gives to each of its features.
 *
 * @param vertx of the verticle that runs the features
 * @param settings each feature reads its own
 * @param contract says which operations there are
 * @param database the service's own
 * @param audit where changes are proved; shared with the other services
 * @param clock the time
 * @param nanos a clock that only runs forward, for ages
 * @param random nobody can guess it
 * @param ids names for what is made
 * @param announcements tells other nodes
 * @param metrics what the process measures of itself
 * @param supplies stores and the like, of the features' own making but in tests
 */
public record Site(
    Vertx vertx,
    Settings settings,
    Contract contract,
    MongoDatabase database,
    AuditStore audit,
    Clock clock,
    LongSupplier nanos,
    Random random,
    Ids ids,
    Announcements announcements,
    MeterRegistry metrics,
    Supplies supplies) {
  /**
   * The features of one verticle of that host.
   *
   * @param vertx the verticle's
   */
  public static Site of(Host host, Vertx vertx, MongoDatabase database, AuditStore audit) {
    return new Site(
        vertx,
        host.settings(),
        host.contract(),
        database,
        audit,
        host.clock(),
        System::nanoTime,
        new SecureRandom(),
        Ids.by(host.clock()),
        new Announcements(vertx),
        host.metrics(),
        Supplies.OWN);
  }

  /** What a feature uses of that type; see {@link Supplies}. */
  public <T> T supply(Class<T> type, Supplier<? extends T> own) {
    return supplies.of(type, own);
  }
}
