package io.laurel.contract;

import org.jspecify.annotations.Nullable;

/** What a schema demands of a value. Has no state, so any thread may use it. */
@FunctionalInterface
interface Rule {
  /** Adds what is wrong with the value, which stands there, until the faults are full. */
  void check(@Nullable Object value, Trail at, Faults faults);
}
