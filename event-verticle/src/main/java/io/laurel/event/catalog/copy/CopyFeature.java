package io.laurel.event.catalog.copy;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.offer.OfferFeature;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import java.time.Clock;
import java.time.Duration;

/** Copies: last month's event for this month. */
public final class CopyFeature implements Feature {
  /** After that nobody goes on with one any more, but by its key. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final EventFeature events;
  private final Clock clock;
  private final CopyService service;

  /** The room at that site. */
  public CopyFeature(Site site, EventFeature events, RewardFeature rewards, OfferFeature offers) {
    this.events = events;
    this.clock = site.clock();
    this.service =
        new CopyService(
            events, offers.offers(), rewards::insertAll, site.ids(), site.clock(), site.nanos());
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add(
        "copies", () -> events.beginnings().dropBegunBefore(clock.instant().minus(PATIENCE)));
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("event.copy", service::copy);
  }
}
