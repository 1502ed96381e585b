package io.laurel.auth.throttle;

/** What came of an attempt to prove somebody. */
public sealed interface Proof<T> {
  /** The secret was right. */
  record Right<T>(T proved) implements Proof<T> {}

  /** The secret was wrong, or is nobody's. */
  record Wrong<T>() implements Proof<T> {}
}
