package io.laurel.auth.throttle;

import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.rate.RateConfig;
import io.laurel.rate.Rates;
import io.laurel.schedule.Sweeper;
import io.laurel.throttle.MongoTryStore;
import io.laurel.throttle.TryStore;
import io.vertx.core.Future;

/** The waits after failed logins, counted for all nodes together. */
public final class ThrottleFeature implements Feature {
  /**
   * A device that an account knows may sign in so many times as often as an address: who is there
   * has been here before, and wrong passwords make it wait anyway.
   */
  private static final int OF_A_DEVICE = 4;

  private final TryStore store;
  private final LoginThrottle throttle;
  private final Site site;

  /** Counts in the database of that site; {@code devices} says who was here before. */
  public ThrottleFeature(Site site, KnownDevices devices) {
    this.site = site;
    store = site.supply(TryStore.class, () -> MongoTryStore.in(site.database(), "attempts"));
    throttle =
        new LoginThrottle(
            site.vertx(),
            store,
            devices,
            ThrottleConfig.of(site.settings()),
            new Rates(RateConfig.of(site.settings()).times(OF_A_DEVICE), site.nanos()),
            site.clock());
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add(
        "old login attempts", Sweeper.SELDOM, () -> store.clearExpired(site.clock().instant()));
  }

  /** What makes guessing wait. */
  public LoginThrottle throttle() {
    return throttle;
  }
}
