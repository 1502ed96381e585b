package io.laurel.event.catalog.stock;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The serials of one reward that this node may try. They are hints: the unique index over the
 * claims' locks decides, so two nodes that hold one serial, or a node that dies with a block, do no
 * harm. Blocks of fresh serials come first; when they are used up, scans find what nobody holds.
 * Belongs to one event loop.
 */
final class SerialPool {
  /**
   * A node takes this part of what is left, so that little is out of reach when it dies, and one by
   * one near the end.
   */
  private static final int BLOCK_SHARE = 16;

  /** A sold-out verdict is never older than this, so that freed units are claimable within 5 s. */
  private static final Duration VERDICT_MAX_AGE = Duration.ofSeconds(4);

  /** Scans take at most this part of the time. */
  private static final int SCAN_SHARE = 10;

  private final String eventId;
  private final String rewardId;
  private final SerialBlocks blocks;
  private final GapScan scan;
  private final StockConfig config;
  private final LongSupplier nanos;
  private final Random random;

  private final Deque<Integer> free = new ArrayDeque<>();
  private int generation;
  private int nextSerial = 1;
  private int exhaustedStock;
  private final Scarcity scarcity = new Scarcity();
  private @Nullable Future<Integer> refill;
  private @Nullable Future<List<Integer>> looking;

  SerialPool(
      String eventId,
      String rewardId,
      SerialBlocks blocks,
      GapScan scan,
      StockConfig config,
      LongSupplier nanos,
      Random random) {
    this.eventId = eventId;
    this.rewardId = rewardId;
    this.blocks = blocks;
    this.scan = scan;
    this.config = config;
    this.nanos = nanos;
    this.random = random;
  }

  /**
   * So many serials to try at once, no two alike; none where a scan has just found fewer that
   * nobody holds.
   */
  Future<Optional<List<Serial>>> take(int stock, int count) {
    return count == 1 ? takeOne(stock) : takeSeveral(stock, count);
  }

  private Future<Optional<List<Serial>>> takeOne(int stock) {
    Integer number = free.poll();
    if (number != null) {
      return Future.succeededFuture(Optional.of(List.of(new Serial(number, generation))));
    }
    if (scarcity.tells(1, stock, nanos.getAsLong())) {
      return none();
    }
    return refill(stock).compose(this::takeOne);
  }

  /** What other claims of this node have in their hands counts as free: the index decides. */
  private Future<Optional<List<Serial>>> takeSeveral(int stock, int count) {
    Set<Integer> picked = new LinkedHashSet<>();
    while (picked.size() < count && !free.isEmpty()) {
      // A scan finds again what is in a claim's hands, and the claim may give it back.
      picked.add(free.poll());
    }
    if (picked.size() == count) {
      return Future.succeededFuture(Optional.of(serials(picked)));
    }
    free.addAll(picked);
    if (scarcity.tells(count, stock, nanos.getAsLong())) {
      return none();
    }
    return exhaustedStock >= stock
        ? look(stock).compose(gaps -> choose(gaps, stock, count))
        : takeBlock(stock, count).compose(known -> takeSeveral(known, count));
  }

  private static Future<Optional<List<Serial>>> none() {
    return Future.succeededFuture(Optional.empty());
  }

  private List<Serial> serials(Collection<Integer> numbers) {
    return numbers.stream().map(number -> new Serial(number, generation)).toList();
  }

  /** One scan serves all who wait for it. */
  private Future<List<Integer>> look(int stock) {
    Future<List<Integer>> running = looking;
    if (running == null) {
      running = scan.run(eventId, rewardId, stock);
      if (!running.isComplete()) {
        looking = running;
        running.onComplete(done -> looking = null);
      }
    }
    return running;
  }

  private Future<Optional<List<Serial>>> choose(List<Integer> gaps, int stock, int count) {
    if (gaps.size() < count) {
      return moreThan(stock, gaps.size(), 0)
          .compose(more -> more.map(units -> takeSeveral(units, count)).orElse(none()));
    }
    List<Integer> shuffled = new ArrayList<>(gaps);
    Collections.shuffle(shuffled, random);
    free.clear();
    free.addAll(shuffled.subList(count, shuffled.size()));
    return Future.succeededFuture(Optional.of(serials(shuffled.subList(0, count))));
  }

  /** Returns a serial that was not used. */
  void giveBack(Serial serial) {
    freed(serial.number());
  }

  /** Says that a claim has given up a serial; nobody need wait until a scan finds it. */
  void freed(int number) {
    free.addFirst(number);
    scarcity.forget();
  }

  /**
   * Says that another claim holds that serial: the rest of its filling is likely gone too, so look
   * again.
   */
  void taken(Serial serial) {
    if (serial.generation() == generation) {
      free.clear();
      generation++;
    }
  }

  /**
   * One refill serves all who wait for it.
   *
   * @return the stock as it is known then, which may be another than the caller knew
   */
  private Future<Integer> refill(int stock) {
    if (refill != null) {
      return refill.map(stock);
    }
    Future<Integer> running = exhaustedStock >= stock ? findGaps(stock) : takeBlock(stock, 1);
    if (!running.isComplete()) {
      refill = running;
      running.onComplete(done -> refill = null);
    }
    return running;
  }

  private Future<Integer> takeBlock(int stock, int atLeast) {
    int share = Math.min(config.blockMax(), (stock - nextSerial + 1) / BLOCK_SHARE);
    int size = Math.max(atLeast, share);
    return blocks
        .takeSerials(rewardId, stock, size)
        .compose(
            block -> {
              SerialRange range = block.serials();
              if (range.isEmpty()) {
                // What the caller knows may be old: a scan by it could find units that are gone.
                exhaustedStock = Math.min(stock, block.stock());
                return findGaps(exhaustedStock);
              }
              for (int serial = range.first(); serial <= range.last(); serial++) {
                free.add(serial);
              }
              nextSerial = range.last() + 1;
              return Future.succeededFuture(stock);
            });
  }

  private Future<Integer> findGaps(int stock) {
    long started = nanos.getAsLong();
    return scan.run(eventId, rewardId, stock)
        .compose(
            gaps -> {
              if (gaps.isEmpty()) {
                return moreThan(stock, 0, nanos.getAsLong() - started)
                    .compose(
                        more ->
                            more.map(units -> takeBlock(units, 1))
                                .orElse(Future.succeededFuture(stock)));
              }
              fill(gaps);
              return Future.succeededFuture(stock);
            });
  }

  /**
   * Nobody is refused by an old copy of the reward: where its stock was raised while the scan ran,
   * perhaps no unit was missing at any moment. Only a stock that is the same afterwards was sold
   * out, but for what was found.
   *
   * @return the stock as it is, where it is more by now
   */
  private Future<Optional<Integer>> moreThan(int stock, int found, long scanNanos) {
    return blocks
        .takeSerials(rewardId, stock, 1)
        .map(
            block -> {
              if (block.stock() > stock) {
                return Optional.of(block.stock());
              }
              scarce(found, stock, scanNanos);
              return Optional.empty();
            });
  }

  private void fill(List<Integer> gaps) {
    // Nodes that scan at the same time find the same gaps; in another order they seldom try the
    // same one.
    Collections.shuffle(gaps, random);
    free.addAll(gaps);
  }

  private void scarce(int found, int stock, long scanNanos) {
    long age = Math.max(config.scanInterval().toNanos(), scanNanos * SCAN_SHARE);
    scarcity.found(found, stock, nanos.getAsLong() + Math.min(age, VERDICT_MAX_AGE.toNanos()));
  }
}
