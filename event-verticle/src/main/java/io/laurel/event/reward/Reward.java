package io.laurel.event.reward;

import io.laurel.event.condition.Conditions;
import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What an event gives.
 *
 * @param description null for none
 * @param type the studio's own word
 * @param quantity units of the thing per grant
 * @param attributes scalars that are handed over at delivery; null for none
 * @param stock grants available in all; null for unlimited
 * @param conditions what is asked for it besides what its event asks
 * @param version from 1; each change is a new one
 * @param fingerprint of the request that made it, where that bore an {@code Idempotency-Key}; else
 *     null
 */
public record Reward(
    String id,
    String eventId,
    String name,
    String description,
    String type,
    long quantity,
    JsonObject attributes,
    Integer stock,
    Conditions conditions,
    int version,
    Instant createdAt,
    Instant updatedAt,
    String fingerprint) {

  /** Whether its stock can run out. */
  public boolean isLimited() {
    return stock != null;
  }

  /** Where a list goes on after this reward. */
  Cursor cursor() {
    return new Cursor(createdAt, id);
  }

  /** As answered; {@code remaining} is null for an unlimited reward. */
  JsonObject toJson(Integer remaining) {
    JsonObject json = new JsonObject().put("id", id).put("eventId", eventId).put("name", name);
    if (description != null) {
      json.put("description", description);
    }
    json.put("type", type).put("quantity", quantity);
    if (attributes != null) {
      json.put("attributes", attributes.copy());
    }
    if (isLimited()) {
      json.put("stock", stock).put("remaining", remaining);
    }
    return conditions
        .addTo(json)
        .put("version", version)
        .put("createdAt", Instants.format(createdAt))
        .put("updatedAt", Instants.format(updatedAt));
  }
}
