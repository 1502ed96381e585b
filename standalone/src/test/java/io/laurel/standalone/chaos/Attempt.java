package io.laurel.standalone.chaos;

/**
 * One request and what became of it.
 *
 * @param kind of load
 * @param gateway whom it was sent to
 * @param sent counted time
 * @param ended counted time
 * @param detail what tells more where it is an error
 */
record Attempt(String kind, String gateway, long sent, long ended, Outcome outcome, String detail) {
  long took() {
    return ended - sent;
  }

  @Override
  public String toString() {
    return kind + " by " + gateway + ": " + outcome.label() + " after " + took() + " ms " + detail;
  }
}
