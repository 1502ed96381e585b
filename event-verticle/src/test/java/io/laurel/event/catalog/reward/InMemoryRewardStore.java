package io.laurel.event.catalog.reward;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.stock.SerialBlock;
import io.laurel.event.catalog.stock.SerialRange;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rewards in a map. */
public class InMemoryRewardStore implements RewardStore {
  private static final Comparator<Cursor> OLDEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id);

  private final Map<String, Reward> rewards = new HashMap<>();
  private final Map<String, Integer> nextSerials = new HashMap<>();

  private final AuditStore audit;

  /** Rewards whose entries are moved on to {@code audit}. */
  public InMemoryRewardStore(AuditStore audit) {
    this.audit = audit;
  }

  /** Rewards whose entries nobody reads. */
  public InMemoryRewardStore() {
    this(new InMemoryAuditStore());
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> insert(Reward reward, AuditEntry entry) {
    return written(rewards.putIfAbsent(reward.id(), reward) == null, entry);
  }

  @Override
  public synchronized Future<Void> insertAll(List<Reward> many) {
    many.forEach(reward -> rewards.putIfAbsent(reward.id(), reward));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> replace(Reward before, Reward after, AuditEntry entry) {
    boolean lowered = after.terms().isStockLowerThan(before.terms());
    boolean fits = !lowered || nextSerials.getOrDefault(after.id(), 1) <= after.stock() + 1;
    boolean asRead = has(before);
    if (asRead && fits) {
      rewards.put(after.id(), after);
    }
    return written(asRead && fits, entry);
  }

  @Override
  public synchronized Future<Boolean> delete(Reward reward, AuditEntry entry) {
    boolean asRead = has(reward);
    if (asRead) {
      rewards.remove(reward.id());
    }
    return written(asRead, entry);
  }

  @Override
  public synchronized Future<Void> dropAllOf(String eventId) {
    rewards.values().removeIf(reward -> reward.eventId().equals(eventId));
    return Future.succeededFuture();
  }

  private boolean has(Reward reward) {
    Reward now = rewards.get(reward.id());
    return now != null && now.version() == reward.version();
  }

  private Future<Boolean> written(boolean done, AuditEntry entry) {
    return done ? audit.add(entry).map(true) : Future.succeededFuture(false);
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
  public synchronized Future<List<Reward>> ofEvents(Collection<String> eventIds) {
    return Future.succeededFuture(
        rewards.values().stream()
            .filter(reward -> eventIds.contains(reward.eventId()))
            .sorted(Comparator.comparing(Reward::cursor, OLDEST_FIRST))
            .toList());
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
  public synchronized Future<SerialBlock> takeSerials(String rewardId, int stock, int count) {
    Reward reward = rewards.get(rewardId);
    int now = reward == null ? 0 : reward.isLimited() ? reward.stock() : stock;
    int next = nextSerials.getOrDefault(rewardId, 1);
    if (reward == null || next > stock) {
      return Future.succeededFuture(new SerialBlock(SerialRange.EMPTY, now));
    }
    nextSerials.put(rewardId, next + count);
    SerialRange taken = new SerialRange(next, Math.min(next + count - 1, now));
    return Future.succeededFuture(new SerialBlock(taken, now));
  }
}
