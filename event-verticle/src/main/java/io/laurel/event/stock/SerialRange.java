package io.laurel.event.stock;

/**
 * Serials from {@code first} to {@code last}, both included; empty where {@code last < first}.
 *
 * @param first from 1
 */
public record SerialRange(int first, int last) {
  /** No serial at all. */
  public static final SerialRange EMPTY = new SerialRange(1, 0);

  /** Whether it holds none. */
  public boolean isEmpty() {
    return last < first;
  }

  /** How many it holds. */
  public int size() {
    return isEmpty() ? 0 : last - first + 1;
  }

  /** Its older half; with {@link #upperHalf} the whole. */
  SerialRange lowerHalf() {
    return new SerialRange(first, first + size() / 2 - 1);
  }

  /** Its newer half. */
  SerialRange upperHalf() {
    return new SerialRange(first + size() / 2, last);
  }
}
