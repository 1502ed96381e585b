package io.laurel.event.claims.claim;

/** What became of a claim, in the order in which claims go: none ever moves to an earlier one. */
public enum ClaimStatus {
  PENDING_APPROVAL,
  GRANTED,
  REJECTED,
  REVOKED
}
