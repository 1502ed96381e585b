package io.laurel.event.catalog.reward;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.id.Ids;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What every change of a reward needs: it is read, and told.
 *
 * @param criteria reads conditions
 * @param changed is told the event of each reward that was made, changed or deleted
 */
public record RewardJournal(Ids ids, Clock clock, Criteria criteria, Consumer<Event> changed) {
  /**
   * The entry of a change.
   *
   * @param before null where the reward is new
   * @param after null where it is gone
   */
  AuditEntry entry(Call call, Reward before, Reward after, Instant at) {
    String id = before == null ? after.id() : before.id();
    return AuditEntry.of(call, Change.of(id, json(before), json(after)), ids, at);
  }

  private static JsonObject json(Reward reward) {
    return reward == null ? null : reward.toJson(null);
  }
}
