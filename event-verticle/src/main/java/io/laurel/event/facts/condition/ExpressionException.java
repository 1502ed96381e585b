package io.laurel.event.facts.condition;

/** An expression that cannot be; the message tells its writer what is wrong and where. */
final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  /** Something wrong with it as a whole. */
  ExpressionException(String what) {
    super(what);
    why = what;
  }

  /**
   * Something wrong at that place.
   *
   * @param character its place in the text, the first being 1
   */
  ExpressionException(String what, int character) {
    this(what + " (at character " + character + ")");
  }

  /** What is wrong with it. */
  String why() {
    return why;
  }
}
