package io.laurel.event;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Announcements;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.feature.Site;
import io.laurel.feature.Supplies;
import io.laurel.id.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/** Sites without a database: who needs one gets a stand-in, or fails. */
public final class TestSite {
  private static final Contract CONTRACT = Contract.load();
  private static final Settings DEFAULTS =
      Settings.defaults(List.of("process", "cluster", "mongo", "event"))
          .with(
              "test",
              Map.of(
                  "SEAL_KEYS",
                  Fixtures.SEAL_KEY,
                  "GAME_DAY_ZONE",
                  "UTC",
                  "STOCK_SCAN_INTERVAL_MS",
                  20,
                  "STOCK_REMAINING_MAX_AGE_MS",
                  0));

  private TestSite() {}

  /**
   * A site whose days are those of UTC, whose stock is counted at once, and with these settings.
   */
  public static Site of(
      Vertx vertx, Map<String, ?> settings, Clock clock, Ids ids, Supplies supplies) {
    return of(vertx, settings, clock, System::nanoTime, new Random(), ids, supplies);
  }

  /** A site whose time and chance are the test's. */
  public static Site of(
      Vertx vertx,
      Map<String, ?> settings,
      Clock clock,
      LongSupplier nanos,
      Random random,
      Ids ids,
      Supplies supplies) {
    return new Site(
        vertx,
        DEFAULTS.with("test", settings),
        CONTRACT,
        null,
        new InMemoryAuditStore(),
        clock,
        nanos,
        random,
        ids,
        new Announcements(vertx),
        new SimpleMeterRegistry(),
        supplies);
  }
}
