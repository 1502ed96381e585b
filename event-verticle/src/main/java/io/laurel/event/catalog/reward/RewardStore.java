package io.laurel.event.catalog.reward;

import io.laurel.audit.AuditEntry;
import io.laurel.event.catalog.stock.SerialBlocks;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rewards, with each change the entry that tells of it (in the same write), and for each
 * limited one the serial that was never handed out yet.
 */
public interface RewardStore extends SerialBlocks {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Does again what a dying process left undone. */
  default Future<Void> sweep() {
    return Future.succeededFuture();
  }

  /** Keeps a new reward; false where one of that id is there, which stays as it is. */
  Future<Boolean> insert(Reward reward, AuditEntry entry);

  /**
   * Keeps new rewards of an event whose own entry tells of them; those of whose ids there is one
   * stay as they are.
   */
  Future<Void> insertAll(List<Reward> rewards);

  /**
   * Writes the terms and time of a reward's next version. A stock is lowered only while no serial
   * above it was ever handed out, and none is afterwards.
   *
   * @param before as it was read
   * @param after as it shall be
   * @return false where it has another version by now, or is gone, or such a serial was handed out:
   *     nothing is written
   */
  Future<Boolean> replace(Reward before, Reward after, AuditEntry entry);

  /**
   * Takes a reward away, if it still has the version given.
   *
   * @return false where it has another one by now, or is gone: nothing is changed
   */
  Future<Boolean> delete(Reward reward, AuditEntry entry);

  /** Takes away the rewards of a deleted event; may be asked again. */
  Future<Void> dropAllOf(String eventId);

  /** The reward of that id if it belongs to that event, or null. */
  Future<@Nullable Reward> find(String eventId, String id);

  /** All rewards of an event, oldest first, at most {@code limit}. */
  Future<List<Reward>> ofEvent(String eventId, int limit);

  /** All rewards of those events, by one read; of each, oldest first. */
  Future<List<Reward>> ofEvents(Collection<String> eventIds);

  /** The rewards of an event, newest first. */
  Future<Page<Reward>> list(String eventId, PageRequest page);
}
