package io.laurel.event.catalog.reward;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.id.Ids;
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
  /** The entry of a reward that is new. */
  AuditEntry made(Call call, Reward reward) {
    Change change = Change.of(reward.id(), null, reward.toJson(null)).in(reward.eventId());
    return AuditEntry.of(call, change, ids, reward.createdAt());
  }

  /** The entry of a change. */
  AuditEntry changed(Call call, Reward before, Reward after, Instant at) {
    Change change =
        Change.of(before.id(), before.toJson(null), after.toJson(null)).in(before.eventId());
    return AuditEntry.of(call, change, ids, at);
  }

  /** The entry of a reward that goes. */
  AuditEntry deleted(Call call, Reward reward, Instant at) {
    Change change = Change.of(reward.id(), reward.toJson(null), null).in(reward.eventId());
    return AuditEntry.of(call, change, ids, at);
  }
}
