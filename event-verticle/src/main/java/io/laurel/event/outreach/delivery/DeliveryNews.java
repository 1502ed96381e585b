package io.laurel.event.outreach.delivery;

import io.laurel.bus.Announcement;
import io.laurel.bus.Announcements;
import io.laurel.event.outreach.delivery.Delivery.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Tells what became of deliveries: on the bus, and as metrics. */
final class DeliveryNews {
  /** The game has heard of a claim. */
  static final Announcement CLAIM_DELIVERED = new Announcement("claim.delivered");

  /** Nobody tries any more to tell the game of a claim. */
  static final Announcement CLAIM_DELIVERY_FAILED = new Announcement("claim.delivery-failed");

  private final Announcements announcements;
  private final MeterRegistry metrics;

  DeliveryNews(Announcements announcements, MeterRegistry metrics) {
    this.announcements = announcements;
    this.metrics = metrics;
  }

  /** Tells of a delivery whose attempt has just ended. */
  void tell(Delivery delivery) {
    State state = delivery.progress().state();
    count(delivery.what().endpointId(), state);
    if (state == State.DELIVERED) {
      announcements.publish(CLAIM_DELIVERED, toAnnouncement(delivery));
    } else if (state == State.FAILED) {
      announcements.publish(CLAIM_DELIVERY_FAILED, toAnnouncement(delivery));
    }
  }

  private static JsonObject toAnnouncement(Delivery delivery) {
    return new JsonObject()
        .put("claimId", delivery.subject().claimId())
        .put("n", delivery.what().n())
        .put("kind", delivery.what().kind().name())
        .put("endpointId", delivery.what().endpointId());
  }

  private void count(String endpointId, State state) {
    Counter.builder("laurel_deliveries")
        .description("Attempts to deliver, by what became of them; pending ones are tried again")
        .tag("endpoint", endpointId)
        .tag("outcome", state.name().toLowerCase(Locale.ROOT))
        .register(metrics)
        .increment();
  }
}
