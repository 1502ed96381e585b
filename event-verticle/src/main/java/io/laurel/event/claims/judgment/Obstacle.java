package io.laurel.event.claims.judgment;

/** What may be between a user and a reward, in the order in which it is told. */
public enum Obstacle {
  EVENT_NOT_ACTIVE("event-not-active"),
  CODE_REQUIRED("code-required"),
  ALREADY_CLAIMED("already-claimed"),
  CONDITIONS_NOT_MET("conditions-not-met"),
  OUT_OF_STOCK("out-of-stock");

  private final String code;

  Obstacle(String code) {
    this.code = code;
  }

  /** As clients know it. */
  public String code() {
    return code;
  }
}
