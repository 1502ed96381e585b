package io.laurel.event.outreach.delivery;

/** What {@code lastError} says, besides what an attempt ended with. */
final class DeliveryErrors {
  /** The claim was revoked before the attempts were at an end. */
  static final String REVOKED = "revoked";

  /** Its endpoint's circuit is open: it is not tried now. */
  static final String CIRCUIT_OPEN = "circuit-open";

  /** No attempt told how it ended, because its worker died each time. */
  static final String TIMEOUT = "timeout";

  private DeliveryErrors() {}
}
