package io.laurel.auth.userimport;

import org.jspecify.annotations.Nullable;

/**
 * What became of a row; as text, what an operator reads of it. Holds no address and no hash.
 *
 * @param row which
 * @param outcome what became of it
 * @param username null where the row has none that could be one
 * @param reason null unless it was refused
 */
record RowResult(Row row, Outcome outcome, @Nullable String username, @Nullable String reason) {
  /** What becomes of a row. */
  enum Outcome {
    IMPORTED,
    WOULD_IMPORT,
    EXISTS,
    REFUSED
  }

  static RowResult of(Row row, Outcome outcome, String username) {
    return new RowResult(row, outcome, username, null);
  }

  static RowResult refused(Row row, @Nullable String username, @Nullable String reason) {
    return new RowResult(row, Outcome.REFUSED, username, reason);
  }

  @Override
  public String toString() {
    return row
        + ": "
        + outcome
        + (username == null ? "" : " " + username)
        + (reason == null ? "" : ": " + reason);
  }
}
