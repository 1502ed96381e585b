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

  /** The room at that site. */
  public OfferFeature(Site site, EventFeature events, RewardFeature rewards) {
    offers =
        new Offers(
            events::find,
            rewards::ofEvent,
            site.supply(OfferConfig.class, () -> OfferConfig.of(site.settings())),
            site.nanos());
    events.onChange(event -> offers.forget(event.id()));
  }

  /** What claims are judged by. */
  public Offers offers() {
    return offers;
  }

  @Override
  public Future<?> listen(Announcements announcements) {
    return announcements.listenFor(Event.STATE_CHANGED, Event.ANNOUNCED_ID, offers::forget);
  }
}
