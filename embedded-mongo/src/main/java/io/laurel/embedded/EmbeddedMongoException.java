package io.laurel.embedded;

import org.jspecify.annotations.Nullable;

/**
 * The embedded server could not start or could not close its file. The message is one line that
 * names the file or the port and says what to do.
 */
public final class EmbeddedMongoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedMongoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
