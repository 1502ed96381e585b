package io.laurel.event.catalog.stock;

import io.vertx.core.Future;
import java.util.Set;
import java.util.TreeSet;

/** The counter and the held serials of one reward, in memory, with a count of what was asked. */
class FakeStock implements SerialBlocks, HeldSerials {
  final Set<Integer> held = new TreeSet<>();
  int stock;
  int next = 1;
  int blocksTaken;
  int serialsRead;
  int counts;

  FakeStock(int stock) {
    this.stock = stock;
  }

  @Override
  public Future<SerialBlock> takeSerials(String rewardId, int known, int count) {
    if (next > known) {
      return Future.succeededFuture(new SerialBlock(SerialRange.EMPTY, stock));
    }
    blocksTaken++;
    next += count;
    SerialRange taken = new SerialRange(next - count, Math.min(next - 1, stock));
    return Future.succeededFuture(new SerialBlock(taken, stock));
  }

  @Override
  public Future<Integer> countHeld(String eventId, String rewardId, Decade decade) {
    counts++;
    return Future.succeededFuture(in(decade).size());
  }

  @Override
  public Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
    serialsRead += decade.size();
    return Future.succeededFuture(in(decade));
  }

  private Set<Integer> in(Decade decade) {
    Set<Integer> in = new TreeSet<>(held);
    in.removeIf(serial -> !decade.contains(serial));
    return in;
  }
}
