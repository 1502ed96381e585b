package io.laurel.event.facts.activity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The facts of one batch that meet one bucket, on their way into it: together in one write, as far
 * as there is room.
 */
final class Fold {
  private final BucketKey key;
  private final Recorded[] results;
  private final Map<String, Fact> open = new LinkedHashMap<>();
  private int room = Bucket.MAX_ENTRIES;

  /**
   * One fact.
   *
   * @param hash what the bucket knows of its id
   * @param positions where in the batch it stands; more than once where the batch repeats itself
   */
  record Fact(String hash, Activity activity, List<Integer> positions) {}

  /** Facts of that bucket; what becomes of each is put into {@code results}. */
  Fold(BucketKey key, Recorded[] results) {
    this.key = key;
    this.results = results;
  }

  void add(Activity activity, int position) {
    open.computeIfAbsent(
            BucketKey.hashOf(activity.id()), hash -> new Fact(hash, activity, new ArrayList<>()))
        .positions()
        .add(position);
  }

  BucketKey key() {
    return key;
  }

  /** What the bucket would know of the ids whose fate is open. */
  Set<String> hashes() {
    return open.keySet();
  }

  boolean isSettled() {
    return open.isEmpty();
  }

  /**
   * Takes in what the bucket was seen to hold. Ids are never forgotten, so whatever it holds it
   * will always hold, and once it is full it stays so.
   */
  void seen(int count, Collection<String> held) {
    held.stream().filter(open::containsKey).toList().forEach(this::isHeld);
    room = Bucket.MAX_ENTRIES - count;
    if (room <= 0) {
      settleAll(Recorded.FULL);
    }
  }

  /** Takes in that none of what is open can be counted. */
  void refuse(Recorded why) {
    settleAll(why);
  }

  private void isHeld(String hash) {
    Fact fact = open.remove(hash);
    if (fact != null) {
      settle(fact, Recorded.DUPLICATE);
    }
  }

  /**
   * What goes into one write each.
   *
   * @param apart a write for each fact, of which none can be in the way of another
   */
  List<List<Fact>> writes(boolean apart) {
    List<Fact> facts = List.copyOf(open.values());
    return apart
        ? facts.stream().map(List::of).toList()
        : List.of(facts.subList(0, Math.min(room, facts.size())));
  }

  /** Takes in that one of these writes was done. */
  void written(List<Fact> facts) {
    for (Fact fact : facts) {
      open.remove(fact.hash());
      settle(fact, Recorded.COUNTED);
    }
    if (facts.size() == room) {
      // It took the last of the room that was seen, so nothing came between, and now it is full.
      settleAll(Recorded.FULL);
    }
  }

  private void settleAll(Recorded result) {
    open.values().forEach(fact -> settle(fact, result));
    open.clear();
  }

  private void settle(Fact fact, Recorded result) {
    for (int position : fact.positions()) {
      results[position] = result;
    }
    if (result == Recorded.COUNTED) {
      fact.positions().stream().skip(1).forEach(later -> results[later] = Recorded.DUPLICATE);
    }
  }
}
