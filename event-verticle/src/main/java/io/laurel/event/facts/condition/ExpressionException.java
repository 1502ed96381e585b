package io.laurel.event.facts.condition;

/** An expression that cannot be; the message tells its writer what is wrong and where. */
final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Something wrong with it as a whole. */
  ExpressionException(String what) {
    super(what);
  }

  /**
   * Something wrong at that place.
   *
   * @param character its place in the text, the first being 1
   */
  ExpressionException(String what, int character) {
    super(what + " (at character " + character + ")");
  }
}
