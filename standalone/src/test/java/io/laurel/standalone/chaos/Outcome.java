package io.laurel.standalone.chaos;

/** What became of one request. */
enum Outcome {
  /** It was done. */
  DONE("ok"),
  /** The rules of the game said no. */
  REFUSED("no"),
  /** 503 with {@code Retry-After}: nothing was done, or a repeat will tell. */
  RETRYABLE("503"),
  /** 504: nobody knows. */
  LATE("504"),
  /** The connection was lost, or never made. */
  LOST("lost"),
  /** No answer came in the client's own time. */
  SILENT("silent"),
  /** Any answer that nobody should get. */
  WRONG("WRONG");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Whether a client has to come again. */
  boolean isError() {
    return this != DONE && this != REFUSED;
  }

  /** Whether a client is left without a word that says what to do. */
  boolean isFailure() {
    return isError() && this != RETRYABLE;
  }
}
