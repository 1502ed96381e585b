package io.laurel.event.claims.claimable;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A reward that a claim would get now.
 *
 * @param remaining units left of a limited one, a moment old; null for an unlimited one
 * @param left how many more times in this period
 */
record Claimable(Event event, Reward reward, @Nullable Integer remaining, int left) {
  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("eventId", event.id())
            .put("eventName", event.terms().name())
            .put("rewardId", reward.id())
            .put("rewardName", reward.terms().name())
            .put("type", reward.terms().type())
            .put("quantity", reward.terms().quantity())
            .put("claimUntil", Instants.format(event.schedule().claimUntil()));
    putPresent(json, "remaining", remaining);
    return json.put("left", left);
  }

  /** Where a list goes on after it. */
  Cursor cursor() {
    return new Cursor(event.schedule().claimUntil(), event.id() + "/" + reward.id());
  }
}
