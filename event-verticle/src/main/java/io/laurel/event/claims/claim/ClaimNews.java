package io.laurel.event.claims.claim;

import io.laurel.bus.Announcements;

/** Tells on the bus what became of claims. */
public final class ClaimNews {
  private final Announcements announcements;

  /** News by these announcements. */
  public ClaimNews(Announcements announcements) {
    this.announcements = announcements;
  }

  /** Tells the status that a claim has just got; that one waits for a decision is no news. */
  public void tell(Claim claim) {
    switch (claim.status()) {
      case GRANTED -> announcements.publish(Announcements.CLAIM_GRANTED, claim.toAnnouncement());
      case REJECTED -> announcements.publish(Announcements.CLAIM_REJECTED, claim.toAnnouncement());
      case REVOKED -> announcements.publish(Announcements.CLAIM_REVOKED, claim.toAnnouncement());
      case PENDING_APPROVAL -> {}
    }
  }
}
