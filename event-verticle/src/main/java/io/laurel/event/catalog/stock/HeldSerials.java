package io.laurel.event.catalog.stock;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which serials of a reward claims hold: the truth about stock. */
public interface HeldSerials {
  /** How many serials of each are held, by the ids of the rewards. */
  default Future<Map<String, Integer>> countHeld(Collection<Supply> supplies) {
    Map<String, Integer> held = new HashMap<>();
    return Future.all(
            supplies.stream()
                .map(
                    supply ->
                        countHeld(supply.eventId(), supply.rewardId(), Decade.ALL)
                            .onSuccess(count -> held.put(supply.rewardId(), count)))
                .toList())
        .map(held);
  }

  /** How many serials of the decade are held. */
  Future<Integer> countHeld(String eventId, String rewardId, Decade decade);

  /** The serials of the decade that are held. */
  Future<Set<Integer>> held(String eventId, String rewardId, Decade decade);
}
