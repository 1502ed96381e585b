package io.laurel.event.reward;

import io.laurel.event.stock.SerialRange;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rewards in a map. */
public final class InMemoryRewardStore implements RewardStore {
  private static final Comparator<Cursor> OLDEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id);

  private final Map<String, Reward> rewards = new HashMap<>();
  private final Map<String, Integer> nextSerials = new HashMap<>();

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> insert(Reward reward) {
    return Future.succeededFuture(rewards.putIfAbsent(reward.id(), reward) == null);
  }

  @Override
  public synchronized Future<Reward> find(String eventId, String id) {
    Reward reward = rewards.get(id);
    return Future.succeededFuture(
        reward != null && reward.eventId().equals(eventId) ? reward : null);
  }

  @Override
  public synchronized Future<List<Reward>> ofEvent(String eventId, int limit) {
    return Future.succeededFuture(sorted(eventId, OLDEST_FIRST).stream().limit(limit).toList());
  }

  @Override
  public synchronized Future<Page<Reward>> list(String eventId, PageRequest page) {
    return Future.succeededFuture(
        Page.of(
            sorted(eventId, OLDEST_FIRST.reversed()).stream()
                .filter(
                    each ->
                        page.after() == null
                            || OLDEST_FIRST.compare(each.cursor(), page.after()) < 0)
                .limit(page.limit() + 1L)
                .toList(),
            page.limit(),
            Reward::cursor));
  }

  private List<Reward> sorted(String eventId, Comparator<Cursor> order) {
    return rewards.values().stream()
        .filter(reward -> reward.eventId().equals(eventId))
        .sorted(Comparator.comparing(Reward::cursor, order))
        .toList();
  }

  @Override
  public synchronized Future<SerialRange> takeSerials(String rewardId, int stock, int count) {
    Reward reward = rewards.get(rewardId);
    int next = nextSerials.getOrDefault(rewardId, 1);
    if (reward == null || next > stock) {
      return Future.succeededFuture(SerialRange.EMPTY);
    }
    nextSerials.put(rewardId, next + count);
    return Future.succeededFuture(
        new SerialRange(next, Math.min(next + count - 1, reward.stock())));
  }
}
