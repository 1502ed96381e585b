package io.laurel.event.claims.claim;

import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Serial;
import io.laurel.event.catalog.stock.Stock;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The serials that one claim has picked: so many for each limited reward that it asks for. */
final class PickedSerials {
  private final Stock stock;
  private final List<Reward> limited;
  private final int count;
  private final Map<String, List<Serial>> serials = new HashMap<>();

  /** None yet, of those of the rewards that are limited. */
  PickedSerials(Stock stock, List<Reward> rewards, int count) {
    this.stock = stock;
    this.limited = rewards.stream().filter(Reward::isLimited).toList();
    this.count = count;
  }

  /**
   * Takes what is missing, and keeps what is there.
   *
   * @return the first reward of which not enough is left, if there is one
   */
  Future<Optional<Reward>> fill() {
    return fill(
        limited.stream().filter(reward -> !serials.containsKey(reward.id())).toList().iterator());
  }

  private Future<Optional<Reward>> fill(Iterator<Reward> missing) {
    if (!missing.hasNext()) {
      return Future.succeededFuture(Optional.empty());
    }
    Reward next = missing.next();
    return stock
        .take(next.eventId(), next.id(), next.units(), count)
        .compose(
            taken -> {
              if (taken.isEmpty()) {
                return Future.succeededFuture(Optional.of(next));
              }
              serials.put(next.id(), taken.get());
              return fill(missing);
            });
  }

  /** The serials of that reward; none where it is unlimited. */
  List<Integer> serials(Reward reward) {
    return of(reward).map(Serial::number).toList();
  }

  /** One stock lock for each serial. */
  List<String> locks() {
    return limited.stream()
        .flatMap(reward -> of(reward).map(serial -> lock(reward, serial)))
        .toList();
  }

  /**
   * Drops the rewards' serials of which other claims hold one, and no other one: what of them is
   * not held is given back, because they are picked anew together.
   */
  void drop(Set<String> held) {
    for (Reward reward : limited) {
      Map<Boolean, List<Serial>> picked =
          of(reward)
              .collect(Collectors.partitioningBy(serial -> held.contains(lock(reward, serial))));
      List<Serial> taken = picked.getOrDefault(true, List.of());
      if (!taken.isEmpty()) {
        serials.remove(reward.id());
        taken.forEach(serial -> stock.taken(reward.eventId(), reward.id(), serial));
        picked
            .getOrDefault(false, List.of())
            .forEach(serial -> stock.giveBack(reward.eventId(), reward.id(), serial));
      }
    }
  }

  /** Returns them all. */
  void giveBack() {
    for (Reward reward : limited) {
      of(reward).forEach(serial -> stock.giveBack(reward.eventId(), reward.id(), serial));
      serials.remove(reward.id());
    }
  }

  private Stream<Serial> of(Reward reward) {
    return serials.getOrDefault(reward.id(), List.of()).stream();
  }

  private static String lock(Reward reward, Serial serial) {
    return Locks.stock(reward.id(), serial.number());
  }
}
