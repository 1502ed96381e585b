package io.laurel.event.claims.claim;

import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Serial;
import io.laurel.event.catalog.stock.Stock;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The serials that one claim has picked: one for each limited reward that it asks for. */
final class PickedSerials {
  private final Stock stock;
  private final List<Reward> limited;
  private final Map<String, Serial> serials = new HashMap<>();

  /** None yet, of those of the rewards that are limited. */
  PickedSerials(Stock stock, List<Reward> rewards) {
    this.stock = stock;
    this.limited = rewards.stream().filter(Reward::isLimited).toList();
  }

  /**
   * Takes what is missing, and keeps what is there.
   *
   * @return null, or the first reward of which none is left
   */
  Future<Reward> fill() {
    return fill(
        limited.stream().filter(reward -> !serials.containsKey(reward.id())).toList().iterator());
  }

  private Future<Reward> fill(Iterator<Reward> missing) {
    if (!missing.hasNext()) {
      return Future.succeededFuture();
    }
    Reward next = missing.next();
    return stock
        .take(next.eventId(), next.id(), next.stock())
        .compose(
            serial -> {
              if (serial.isEmpty()) {
                return Future.succeededFuture(next);
              }
              serials.put(next.id(), serial.get());
              return fill(missing);
            });
  }

  /** The serial of that reward; null where it is unlimited. */
  Integer serial(Reward reward) {
    Serial serial = serials.get(reward.id());
    return serial == null ? null : serial.number();
  }

  /** One stock lock for each serial. */
  List<String> locks() {
    return limited.stream().map(this::lock).toList();
  }

  /** Drops the serials whose locks other claims hold, and no other one. */
  void drop(Set<String> held) {
    for (Reward reward : limited) {
      if (held.contains(lock(reward))) {
        stock.taken(reward.eventId(), reward.id(), serials.remove(reward.id()));
      }
    }
  }

  /** Returns them all. */
  void giveBack() {
    for (Reward reward : limited) {
      Serial serial = serials.remove(reward.id());
      if (serial != null) {
        stock.giveBack(reward.eventId(), reward.id(), serial);
      }
    }
  }

  private String lock(Reward reward) {
    return Locks.stock(reward.id(), serials.get(reward.id()).number());
  }
}
