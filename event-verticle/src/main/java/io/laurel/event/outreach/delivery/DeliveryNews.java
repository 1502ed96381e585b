package io.laurel.event.outreach.delivery;

import io.laurel.bus.Announcement;
import io.laurel.bus.Announcements;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.outreach.channel.Outcome;
import io.laurel.event.outreach.delivery.Delivery.State;
import io.vertx.core.json.JsonObject;

/** Tells what became of deliveries: on the bus, and as metrics. */
final class DeliveryNews {
  /** The game has heard of a claim. */
  static final Announcement CLAIM_DELIVERED = new Announcement("claim.delivered");

  /** Nobody tries any more to tell the game of a claim. */
  static final Announcement CLAIM_DELIVERY_FAILED = new Announcement("claim.delivery-failed");

  private final Announcements announcements;
  private final DeliveryMeters meters;

  DeliveryNews(Announcements announcements, DeliveryMeters meters) {
    this.announcements = announcements;
    this.meters = meters;
  }

  /** Something may be sent to that endpoint from now on. */
  void expect(String endpointId) {
    meters.expect(endpointId);
  }

  /** An attempt that was answered or given up, after so many nanoseconds. */
  void attempted(Endpoint endpoint, Outcome outcome, long nanos) {
    meters.attempted(endpoint, outcome, nanos);
  }

  /** Tells of a delivery whose attempt has just ended. */
  void tell(Delivery delivery) {
    State state = delivery.progress().state();
    meters.ended(delivery.what().endpointId(), state);
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
}
