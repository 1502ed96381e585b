package io.laurel.launch;

import io.laurel.config.ConfigException;
import io.laurel.failure.Failure;
import java.net.BindException;

/**
 * Why a process did not start.
 *
 * @param line what an operator reads, one line
 * @param ours whether it is our fault and not something that an operator can change
 */
record Diagnosis(String line, boolean ours) {
  static Diagnosis of(Throwable failure) {
    if (failure instanceof ConfigException || failure instanceof Failure) {
      return new Diagnosis(words(failure), false);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new Diagnosis("A port cannot be listened on: " + words(cause), false);
      }
    }
    return new Diagnosis(failure.getClass().getSimpleName() + ": " + words(failure), true);
  }

  /** The message of a failure on one line, or its kind where it has none. */
  static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** 2 where an operator has to change something, 1 for our own fault. */
  int exitCode() {
    return ours ? 1 : 2;
  }
}
