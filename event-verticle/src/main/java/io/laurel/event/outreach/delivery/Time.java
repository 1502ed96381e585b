package io.laurel.event.outreach.delivery;

import io.laurel.feature.Site;
import java.time.Clock;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Times of deliveries.
 *
 * @param clock when something is due
 * @param nanos a clock that only runs forward, for how long something took
 * @param random spreads what would come at once
 */
record Time(Clock clock, LongSupplier nanos, Random random) {
  static Time of(Site site) {
    return new Time(site.clock(), site.nanos(), site.random());
  }
}
