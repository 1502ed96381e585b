package io.laurel.event.catalog.stock;

import io.vertx.core.Future;
import java.util.Set;

/** Which serials of a reward claims hold: the truth about stock. */
public interface HeldSerials {
  /** How many serials of the decade are held. */
  Future<Integer> countHeld(String eventId, String rewardId, Decade decade);

  /** The serials of the decade that are held. */
  Future<Set<Integer>> held(String eventId, String rewardId, Decade decade);
}
