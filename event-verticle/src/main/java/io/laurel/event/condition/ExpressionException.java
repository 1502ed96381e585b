package io.laurel.event.condition;

/** An expression that cannot be; the message tells its writer why. */
final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  ExpressionException(String message) {
    super(message);
  }
}
