package io.laurel.event.claims.claim;

import io.laurel.bus.Announcement;
import io.laurel.bus.Announcements;

/** Tells on the bus what became of claims. */
public final class ClaimNews {
  /** A claim was granted: at once, or by an operator. */
  static final Announcement CLAIM_GRANTED = new Announcement("claim.granted");

  /** An operator rejected a claim that waited. */
  static final Announcement CLAIM_REJECTED = new Announcement("claim.rejected");

  /** An operator took back what a claim had granted. */
  static final Announcement CLAIM_REVOKED = new Announcement("claim.revoked");

  private final Announcements announcements;

  /** News by these announcements. */
  public ClaimNews(Announcements announcements) {
    this.announcements = announcements;
  }

  /** Tells the status that a claim has just got; that one waits for a decision is no news. */
  public void tell(Claim claim) {
    switch (claim.status()) {
      case GRANTED -> announcements.publish(CLAIM_GRANTED, claim.toAnnouncement());
      case REJECTED -> announcements.publish(CLAIM_REJECTED, claim.toAnnouncement());
      case REVOKED -> announcements.publish(CLAIM_REVOKED, claim.toAnnouncement());
      case PENDING_APPROVAL -> {}
    }
  }
}
