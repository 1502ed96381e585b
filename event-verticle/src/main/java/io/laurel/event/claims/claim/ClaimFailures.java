package io.laurel.event.claims.claim;

import io.laurel.event.catalog.reward.Limit;
import io.laurel.failure.Failure;

/** Why a claim is refused that its player is entitled to. */
final class ClaimFailures {
  private static final String ALREADY_CLAIMED = "already-claimed";

  private ClaimFailures() {}

  /** The limit leaves the player so many more. */
  static Failure alreadyClaimed(Limit limit, int left) {
    String allowed = limit.count() + " a " + limit.per();
    String detail =
        limit.equals(Limit.ONCE) && left == 0
            ? "You have claimed this already"
            : left == 0
                ? "You have claimed this as often as its limit allows (" + allowed + ")"
                : "Its limit (" + allowed + ") leaves you " + left + " more";
    return Failure.conflict(ALREADY_CLAIMED, detail + "; see /api/v1/me/claims.")
        .with("left", left);
  }

  /** A claim of the player's own has used what would let this one in. */
  static Failure alreadyClaimed() {
    return Failure.conflict(
        ALREADY_CLAIMED, "You have claimed by this already; see /api/v1/me/claims.");
  }

  static Failure outOfStock() {
    return Failure.conflict(
        "out-of-stock", "Not so many units of this reward are left as you ask for.");
  }
}
