package io.laurel.event.claims.claim;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery.
 *
 * @param state as answered
 * @param attempts made so far, the one under way included
 * @param nextAt when it is tried again; null where it is not, or not now
 * @param deliveredAt null where it is not delivered
 * @param lastError why the last attempt was in vain; null where none was
 */
public record DeliveryReport(
    String state,
    int attempts,
    @Nullable Instant nextAt,
    @Nullable Instant deliveredAt,
    @Nullable String lastError) {
  /** Of one that nobody has begun with. */
  static final DeliveryReport NEW = new DeliveryReport("PENDING", 0, null, null, null);

  /** Adds all of it to what is shown of the delivery. */
  public JsonObject addTo(JsonObject json) {
    json.put("state", state).put("attempts", attempts);
    putPresent(json, "nextAt", Instants.formatOrNull(nextAt));
    putPresent(json, "deliveredAt", Instants.formatOrNull(deliveredAt));
    putPresent(json, "lastError", lastError);
    return json;
  }
}
