package io.laurel.event.catalog.stock;

import io.laurel.cache.RecentlyUsed;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Hands out the serials of limited rewards, and counts what is left. Belongs to one event loop. */
public final class Stock {
  private static final int MAX_REWARDS = 10_000;
  private static final int GAPS_ENOUGH = 256;

  private final SerialBlocks blocks;
  private final HeldSerials claims;
  private final StockConfig config;
  private final LongSupplier nanos;
  private final Random random;
  private final Map<String, SerialPool> pools = new RecentlyUsed<>(MAX_REWARDS);
  private final Map<String, Level> levels = new RecentlyUsed<>(MAX_REWARDS);

  private record Level(Future<Integer> held, long since) {}

  /**
   * The stock of all rewards.
   *
   * @param nanos a clock that only runs forward, such as {@code System::nanoTime}
   * @param random by which nodes try freed units in different orders
   */
  public Stock(
      SerialBlocks blocks,
      HeldSerials claims,
      StockConfig config,
      LongSupplier nanos,
      Random random) {
    this.blocks = blocks;
    this.claims = claims;
    this.config = config;
    this.nanos = nanos;
    this.random = random;
  }

  /**
   * That many serials to try for one claim, no two alike, if as many are not held; else none. The
   * claim then tells what became of each: it was inserted, {@link #giveBack}, or {@link #taken}; a
   * claim that dies says nothing, and a scan finds the serials again.
   *
   * @param count at most {@value #GAPS_ENOUGH}
   */
  public Future<Optional<List<Serial>>> take(
      String eventId, String rewardId, int stock, int count) {
    return pool(eventId, rewardId).take(stock, count);
  }

  /** Returns a serial that was not used. */
  public void giveBack(String eventId, String rewardId, Serial serial) {
    pool(eventId, rewardId).giveBack(serial);
  }

  /** Says that a claim which held that serial holds it no more. Other nodes find it by a scan. */
  public void freed(String eventId, String rewardId, int serial) {
    pool(eventId, rewardId).freed(serial);
  }

  /** Says that another claim holds that serial. */
  public void taken(String eventId, String rewardId, Serial serial) {
    pool(eventId, rewardId).taken(serial);
  }

  /** How many units no claim holds, at most as old as configured. */
  public Future<Integer> remaining(Supply supply) {
    return remaining(List.of(supply)).map(all -> all.getOrDefault(supply.rewardId(), 0));
  }

  /** The same of each, by the ids of the rewards: what is too old is counted together. */
  public Future<Map<String, Integer>> remaining(Collection<Supply> supplies) {
    Map<Supply, Future<Integer>> held = new HashMap<>();
    List<Supply> unknown = new ArrayList<>();
    for (Supply supply : supplies) {
      Level level = levels.get(supply.rewardId());
      if (level != null && isRecent(level)) {
        held.put(supply, level.held());
      } else {
        unknown.add(supply);
      }
    }
    held.putAll(count(unknown));
    return Future.all(List.copyOf(held.values()))
        .map(
            known ->
                held.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            each -> each.getKey().rewardId(),
                            each ->
                                Math.max(0, each.getKey().units() - each.getValue().result()))));
  }

  private boolean isRecent(Level level) {
    return !level.held().failed()
        && nanos.getAsLong() - level.since() <= config.remainingMaxAge().toNanos();
  }

  private Map<Supply, Future<Integer>> count(List<Supply> unknown) {
    if (unknown.isEmpty()) {
      return Map.of();
    }
    long since = nanos.getAsLong();
    Future<Map<String, Integer>> counted = claims.countHeld(unknown);
    Map<Supply, Future<Integer>> held = new HashMap<>();
    for (Supply supply : unknown) {
      Future<Integer> own = counted.map(all -> all.getOrDefault(supply.rewardId(), 0));
      levels.put(supply.rewardId(), new Level(own, since));
      held.put(supply, own);
    }
    return held;
  }

  /** How many units claims hold at this moment. */
  public Future<Integer> sold(String eventId, String rewardId) {
    return claims.countHeld(eventId, rewardId, Decade.ALL);
  }

  private SerialPool pool(String eventId, String rewardId) {
    return pools.computeIfAbsent(
        rewardId,
        id ->
            new SerialPool(
                eventId, id, blocks, new GapScan(claims, GAPS_ENOUGH), config, nanos, random));
  }
}
