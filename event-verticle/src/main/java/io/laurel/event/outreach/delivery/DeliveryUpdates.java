package io.laurel.event.outreach.delivery;

import static io.laurel.event.outreach.delivery.DeliveryDocuments.ENDPOINT_ID;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.HELD;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.LEASE;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.NEXT_AT;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.REVOKED_BY;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.STATE;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.outreach.delivery.Delivery.State;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What writes to the collection of deliveries have in common. */
final class DeliveryUpdates {
  static final JsonObject ABSENT = new JsonObject().put("$exists", false);

  private DeliveryUpdates() {}

  static JsonObject state(State state) {
    return new JsonObject().put(STATE, state.name());
  }

  /** Nobody sends it any more. */
  static JsonObject over(JsonObject set, String... gone) {
    JsonObject unset = new JsonObject().put(NEXT_AT, "").put(LEASE, "").put(HELD, "");
    Stream.of(gone).forEach(field -> unset.put(field, ""));
    return new JsonObject().put("$set", set).put("$unset", unset);
  }

  static JsonObject againAt(Instant at, JsonObject set) {
    return new JsonObject()
        .put("$set", set.put(NEXT_AT, toDate(at)))
        .put("$unset", new JsonObject().put(LEASE, ""));
  }

  /**
   * What waits for that endpoint, but for attempts under way, what is held and what was taken back.
   */
  static JsonObject waiting(String endpointId, @Nullable JsonObject nextAt) {
    return new JsonObject()
        .put(ENDPOINT_ID, endpointId)
        .put(STATE, State.PENDING.name())
        .put(NEXT_AT, nextAt)
        .put(LEASE, ABSENT)
        .put(HELD, ABSENT)
        .put(REVOKED_BY, ABSENT);
  }
}
