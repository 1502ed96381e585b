package io.laurel.auth.provider;

import org.jspecify.annotations.Nullable;

/** What is wrong with an entry of the file of trusted issuers. */
final class EntryFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * A fault.
   *
   * @param field where it is, inside the entry; empty for the entry itself
   * @param message what it has to be, for whoever wrote it
   */
  EntryFault(String field, @Nullable String message) {
    super(message, null, false, false);
    this.field = field;
  }

  String field() {
    return field;
  }
}
