package io.laurel.mongo;

/** A write would have put a value twice under a unique index; nothing was written. */
public final class DuplicateKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DuplicateKeyException(Throwable cause) {
    super("duplicate key", cause, false, false);
  }
}
