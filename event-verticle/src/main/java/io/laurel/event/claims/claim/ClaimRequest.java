package io.laurel.event.claims.claim;

import io.laurel.bus.Call;
import io.laurel.bus.Deadline;
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
 * @param pass what lets it in besides what the claimant is entitled to
 * @param deadline after which nothing is made any more
 */
public record ClaimRequest(
    Claimant claimant,
    Creation creation,
    @Nullable Part part,
    Set<String> held,
    Pass pass,
    Deadline deadline) {
  /** Copies the locks. */
  public ClaimRequest {
    held = Set.copyOf(held);
  }

  /** One that is asked for by itself, by that call. */
  public static ClaimRequest of(Claimant claimant, Creation creation, Call call) {
    return new ClaimRequest(claimant, creation, null, Set.of(), Pass.NONE, call.deadline());
  }

  /** The same with that pass. */
  public ClaimRequest with(Pass other) {
    return new ClaimRequest(claimant, creation, part, held, other, deadline);
  }
}
