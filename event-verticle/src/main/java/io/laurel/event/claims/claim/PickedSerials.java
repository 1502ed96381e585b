package io.laurel.event.claims.claim;

import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Serial;
import io.laurel.event.catalog.stock.Stock;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
   * @return the first reward of which none is left, if there is one
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
        .take(next.eventId(), next.id(), next.units())
        .compose(
            serial -> {
              if (serial.isEmpty()) {
                return Future.succeededFuture(Optional.of(next));
              }
              serials.put(next.id(), serial.get());
              return fill(missing);
            });
  }

  /** The serial of that reward; null where it is unlimited. */
  @Nullable Integer serial(Reward reward) {
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
        stock.taken(reward.eventId(), reward.id(), picked(reward));
        serials.remove(reward.id());
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
    return Locks.stock(reward.id(), picked(reward).number());
  }

  /** Of a limited reward, once all is filled. */
  private Serial picked(Reward reward) {
    return Objects.requireNonNull(serials.get(reward.id()), reward.id());
  }
}
