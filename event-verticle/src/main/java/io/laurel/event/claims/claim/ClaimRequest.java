package io.laurel.event.claims.claim;

import io.laurel.event.claims.claim.Claim.Part;
import io.laurel.event.claims.player.Claimant;
import io.laurel.id.Creation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One claim that somebody asks for.
 *
 * @param creation by what it is found again
 * @param part of which call it is one of many; null where it is asked for by itself, or that call
 *     bore no key
 * @param held locks that are known to be held; what is not known is found out
 */
public record ClaimRequest(
    Claimant claimant, Creation creation, @Nullable Part part, Set<String> held) {
  /** Copies the locks. */
  public ClaimRequest {
    held = Set.copyOf(held);
  }

  /** One that is asked for by itself. */
  static ClaimRequest of(Claimant claimant, Creation creation) {
    return new ClaimRequest(claimant, creation, null, Set.of());
  }
}
