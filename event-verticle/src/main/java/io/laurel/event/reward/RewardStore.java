package io.laurel.event.reward;

import io.laurel.event.stock.SerialBlocks;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.List;

/** Keeps rewards, and for each limited one the serial that was never handed out yet. */
public interface RewardStore extends SerialBlocks {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Keeps a new reward; false where one of that id is there, which stays as it is. */
  Future<Boolean> insert(Reward reward);

  /** The reward of that id if it belongs to that event, or null. */
  Future<Reward> find(String eventId, String id);

  /** All rewards of an event, oldest first, at most {@code limit}. */
  Future<List<Reward>> ofEvent(String eventId, int limit);

  /** The rewards of an event, newest first. */
  Future<Page<Reward>> list(String eventId, PageRequest page);
}
