package io.laurel.event.catalog.reward;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.event.catalog.event.Event;
import io.laurel.schedule.Races.Outcome;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The stock of rewards that hand out codes: as many as there are codes, whatever its terms say. */
public final class CodedStock {
  private final RewardStore store;
  private final RewardJournal journal;

  /** The stock of the rewards in that store. */
  public CodedStock(RewardStore store, RewardJournal journal) {
    this.store = store;
    this.journal = journal;
  }

  /** The reward of that id if it belongs to that event, or null. */
  public Future<@Nullable Reward> find(Event event, String rewardId) {
    return store.find(event.id(), rewardId);
  }

  /**
   * Makes a version of the reward with as much stock as there are codes now.
   *
   * @param before as it was read
   * @param told what its audit entry tells besides the stock
   */
  public Future<Outcome<Reward>> raise(
      Call call, Event event, Reward before, int stock, JsonObject told) {
    Instant now = Instants.now(journal.clock());
    Reward after = before.withStock(stock, now);
    Change change =
        Change.of(
                before.id(),
                new JsonObject().put("stock", before.stock()),
                new JsonObject().put("stock", stock).mergeIn(told))
            .in(event.id());
    return store
        .replace(before, after, AuditEntry.of(call, change, journal.ids(), now))
        .map(
            replaced -> {
              if (replaced) {
                journal.changed().accept(event);
              }
              return Edits.outcome(replaced, after);
            });
  }
}
