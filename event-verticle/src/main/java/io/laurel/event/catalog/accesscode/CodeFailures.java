package io.laurel.event.catalog.accesscode;

import io.laurel.failure.Failure;

/** What is refused about codes. */
public final class CodeFailures {
  private static final String INVALID = "code-invalid";

  private CodeFailures() {}

  /**
   * 404 {@code code-invalid}, in the same words for everything that it may mean: nobody learns
   * which codes there are.
   */
  public static Failure invalid() {
    return Failure.notFound(INVALID, "There is no such code, or it cannot be used any more.");
  }

  /** Whether that is why something failed. */
  public static boolean isInvalid(Throwable cause) {
    return cause instanceof Failure failure && failure.code().equals(INVALID);
  }

  static Failure notCoded() {
    return Failure.conflict(
        "event-not-coded", "Claims of this event take no codes: its access is not CODE.");
  }

  static Failure wordTaken() {
    return Failure.conflict(
        "word-taken", "An event that takes claims has this word already; take another one.");
  }

  static Failure batchNotFound() {
    return Failure.notFound("batch-not-found", "This event has no such batch, and no such word.");
  }

  static Failure batchVoid() {
    return Failure.conflict("batch-void", "This batch was voided while it was made.");
  }
}
