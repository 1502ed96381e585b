package io.laurel.event.claims.claimable;

import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.claims.claimable.Claimables.Wanted;
import io.laurel.event.claims.claimable.Look.Available;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks what is left of the rewards that nothing else is in the way of: of as many events at once
 * as may fill what is wanted, and of no more than that.
 */
final class Counting {
  /** Limited rewards that are counted, and those of one event more. */
  static final int MAX_COUNTED = 400;

  private final Stock stock;
  private final Wanted who;
  private final List<Judged> judged;
  private final List<Available> found = new ArrayList<>();
  private int rewards;
  private int counted;
  private int seen;

  Counting(Stock stock, Wanted who, List<Judged> judged) {
    this.stock = stock;
    this.who = who;
    this.judged = judged;
  }

  /** What is to be had. */
  Future<List<Available>> run() {
    List<Judged> some = new ArrayList<>();
    List<Reward> limited = new ArrayList<>();
    int candidates = 0;
    while (seen < judged.size()
        && rewards + candidates < who.wanted()
        && counted + limited.size() < MAX_COUNTED) {
      Judged next = judged.get(seen++);
      List<Reward> asked = asked(next);
      if (!asked.isEmpty()) {
        some.add(next);
        candidates += asked.size();
        asked.stream().filter(Reward::isLimited).forEach(limited::add);
      }
    }
    if (some.isEmpty()) {
      return Future.succeededFuture(found);
    }
    counted += limited.size();
    return stock
        .remaining(limited.stream().map(Reward::supply).toList())
        .compose(
            remaining -> {
              some.forEach(each -> add(each, remaining));
              return run();
            });
  }

  /** How many of the events were looked at. */
  int seen() {
    return seen;
  }

  /** Its candidates that are asked for; where rewards are given together, one asks for all. */
  private List<Reward> asked(Judged event) {
    List<Reward> candidates = event.candidates();
    List<Reward> asked =
        candidates.stream()
            .filter(reward -> who.asked().test(claimable(event, reward, Map.of())))
            .toList();
    return event.isTogether() && !asked.isEmpty() ? candidates : asked;
  }

  private void add(Judged event, Map<String, Integer> remaining) {
    List<Claimable> available =
        event.claimable(asked(event), Claimables.noneOf(remaining)).stream()
            .map(reward -> claimable(event, reward, remaining))
            .filter(who.asked())
            .toList();
    if (!available.isEmpty()) {
      found.add(new Available(event, available));
      rewards += available.size();
    }
  }

  private static Claimable claimable(Judged event, Reward reward, Map<String, Integer> remaining) {
    return new Claimable(event.event(), reward, remaining.get(reward.id()), event.left(reward));
  }
}
