package io.laurel.feature;

import java.util.function.Supplier;

/**
 * Where a feature gets what reaches out of the process, such as its store: of its own making, or,
 * in a test, a stand-in. So tests run the features that processes run.
 */
public interface Supplies {
  /** Everything is of the feature's own making. */
  Supplies OWN =
      new Supplies() {
        @Override
        public <T> T of(Class<T> type, Supplier<? extends T> own) {
          return own.get();
        }
      };

  /**
   * The one to use.
   *
   * @param type what is asked for
   * @param own makes the feature's own
   */
  <T> T of(Class<T> type, Supplier<? extends T> own);
}
