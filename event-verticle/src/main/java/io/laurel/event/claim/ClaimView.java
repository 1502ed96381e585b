package io.laurel.event.claim;

import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.json.JsonObject;

/** A claim as it is shown: staff see more of it than its claimant. */
public final class ClaimView {
  private ClaimView() {}

  /** What its claimant sees, who may be staff. */
  public static JsonObject forClaimant(Claim claim) {
    return claim.toJson();
  }

  /** What that caller sees of a claim it may see. */
  public static JsonObject of(Claim claim, Principal caller) {
    JsonObject json = claim.toJson();
    return isStaff(caller) && claim.notes() != null ? json.put("notes", claim.notes()) : json;
  }

  /** No such claim, or none that the caller may see. */
  public static Failure notFound() {
    return Failure.notFound("claim-not-found", "There is no such claim.");
  }

  /** Whether the caller may see that claim at all. */
  static boolean maySee(Principal caller, Claim claim) {
    return claim.userId().equals(caller.userId()) || isStaff(caller);
  }

  private static boolean isStaff(Principal caller) {
    return caller.hasAny(Role.OPERATOR, Role.AUDITOR, Role.ADMIN);
  }
}
