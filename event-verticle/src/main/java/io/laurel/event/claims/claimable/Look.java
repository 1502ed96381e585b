package io.laurel.event.claims.claimable;

import io.laurel.paging.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look at what a player can have has found.
 *
 * @param found event by event, those whose claims end first first; none without anything to have
 * @param next the first event that was not looked at, by its end and id; null where all were
 * @param held locks that the player's claims hold
 * @param at the moment of the judgment
 */
record Look(List<Available> found, @Nullable Cursor next, Set<String> held, Instant at) {
  /** Copies both. */
  Look {
    found = List.copyOf(found);
    held = Set.copyOf(held);
  }

  /** What of an event is to be had, by the rewards' ids. */
  record Available(Judged judged, List<Claimable> rewards) {}
}
