package io.laurel.event.claim;

/** What became of a claim. */
public enum ClaimStatus {
  PENDING_APPROVAL,
  GRANTED,
  REJECTED,
  REVOKED
}
