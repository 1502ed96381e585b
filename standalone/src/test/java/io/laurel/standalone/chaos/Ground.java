package io.laurel.standalone.chaos;

/** Where processes live, and who of them reaches whom. */
interface Ground extends AutoCloseable {
  /** The place of that number, from 0. */
  Place place(int number);

  /**
   * What {@code from} sends to {@code to} gets lost from now on, without a word; not the other way
   * round. Fails with {@link UnsupportedOperationException} on a ground that cannot do so.
   */
  void cut(Place from, Place to);

  /** Everything arrives again. */
  void mend();

  @Override
  void close();
}
