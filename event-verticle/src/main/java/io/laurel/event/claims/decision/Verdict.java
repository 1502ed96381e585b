package io.laurel.event.claims.decision;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.failure.Failure;
import io.laurel.time.Instants;
import java.util.List;

/** What staff can make of a claim. */
enum Verdict {
  /** It waited and is granted. */
  APPROVED(ClaimStatus.PENDING_APPROVAL, ClaimStatus.GRANTED, "claim-not-pending"),
  /** It waited and is refused. */
  REJECTED(ClaimStatus.PENDING_APPROVAL, ClaimStatus.REJECTED, "claim-not-pending"),
  /** It was granted, by mistake or to a cheat. */
  REVOKED(ClaimStatus.GRANTED, ClaimStatus.REVOKED, "claim-not-granted");

  private final ClaimStatus before;
  private final ClaimStatus after;
  private final String refusal;

  Verdict(ClaimStatus before, ClaimStatus after, String refusal) {
    this.before = before;
    this.after = after;
    this.refusal = refusal;
  }

  /** As who decides about several claims at once names it. */
  static Verdict of(String decision) {
    return switch (decision) {
      case "APPROVE" -> APPROVED;
      case "REJECT" -> REJECTED;
      case "REVOKE" -> REVOKED;
      default -> throw new IllegalArgumentException("The contract knows no decision " + decision);
    };
  }

  /** Whether somebody has to say why. */
  boolean needsReason() {
    return this != APPROVED;
  }

  /** The status that it gives. */
  ClaimStatus status() {
    return after;
  }

  /** What the claim holds afterwards. */
  List<String> locks(Claim claim) {
    return this == APPROVED ? claim.locks() : claim.locksOnceReleased();
  }

  /** Fails with {@code claim-not-pending}, {@code claim-not-granted}. */
  void checkLegal(Claim claim) {
    if (claim.status() != before) {
      Claim.Transition last = claim.lastChange();
      throw Failure.conflict(
          refusal,
          "This claim is "
              + claim.status()
              + " since "
              + Instants.format(last.at())
              + ", by "
              + last.by()
              + ".");
    }
  }
}
