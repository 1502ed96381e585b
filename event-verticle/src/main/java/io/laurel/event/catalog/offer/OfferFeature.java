package io.laurel.event.catalog.offer;

import io.laurel.bus.Announcements;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;

/** Offers: events with their rewards, in memory where they are hot. */
public final class OfferFeature implements Feature {
  private final Offers offers;
  private final RunningOffers running;

  /** The room at that site. */
  public OfferFeature(Site site, EventFeature events, RewardFeature rewards) {
    OfferConfig config = site.supply(OfferConfig.class, () -> OfferConfig.of(site.settings()));
    offers = new Offers(events::find, rewards::ofEvent, config, site.nanos());
    running = new RunningOffers(events::takingClaims, rewards::ofEvents, config, site.nanos());
    events.onChange(event -> forget(event.id()));
  }

  private void forget(String eventId) {
    offers.forget(eventId);
    running.forget();
  }

  /** What takes claims now. */
  public RunningOffers running() {
    return running;
  }

  /** What claims are judged by. */
  public Offers offers() {
    return offers;
  }

  @Override
  public Future<?> listen(Announcements announcements) {
    return announcements.listenFor(Event.STATE_CHANGED, Event.ANNOUNCED_ID, this::forget);
  }
}
