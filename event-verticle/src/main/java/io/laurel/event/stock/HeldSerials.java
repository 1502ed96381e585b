package io.laurel.event.stock;

import io.vertx.core.Future;
import java.util.Set;

/** Which serials of a reward claims hold: the truth about stock. */
public interface HeldSerials {
  /** How many serials of the range are held. */
  Future<Integer> countHeld(String eventId, String rewardId, SerialRange range);

  /** The serials of the range that are held. */
  Future<Set<Integer>> held(String eventId, String rewardId, SerialRange range);
}
