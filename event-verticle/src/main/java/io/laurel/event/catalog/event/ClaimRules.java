package io.laurel.event.catalog.event;

import io.vertx.core.json.JsonObject;

/**
 * How an event's rewards are claimed.
 *
 * @param mode what one claim asks for
 * @param approval who grants it
 * @param access whether it takes a code
 */
public record ClaimRules(Mode mode, Approval approval, Access access) {
  /** Unless said otherwise. */
  public static final ClaimRules DEFAULT = new ClaimRules(Mode.EACH, Approval.AUTO);

  private static final String MODE = "claimMode";
  private static final String APPROVAL = "approval";
  static final String ACCESS = "access";

  /** Rules by which nobody needs a code. */
  public ClaimRules(Mode mode, Approval approval) {
    this(mode, approval, Access.OPEN);
  }

  /** What one claim asks for. */
  public enum Mode {
    /** One of the event's rewards. */
    EACH,
    /** All of the event's rewards, or none. */
    ALL
  }

  /** Who grants a claim that passes. */
  public enum Approval {
    /** Nobody has to: it is granted at once. */
    AUTO,
    /** An operator who is not the claimant. */
    MANUAL
  }

  /** Who may claim at all. */
  public enum Access {
    /** Everybody. */
    OPEN,
    /** Whoever enters a code. */
    CODE
  }

  /** As sent or stored, defaults filled in. */
  static ClaimRules of(JsonObject json) {
    return new ClaimRules(
        Mode.valueOf(json.getString(MODE, DEFAULT.mode.name())),
        Approval.valueOf(json.getString(APPROVAL, DEFAULT.approval.name())),
        Access.valueOf(json.getString(ACCESS, DEFAULT.access.name())));
  }

  /** Adds them to what is answered or stored. */
  JsonObject addTo(JsonObject json) {
    return json.put(MODE, mode.name()).put(APPROVAL, approval.name()).put(ACCESS, access.name());
  }
}
