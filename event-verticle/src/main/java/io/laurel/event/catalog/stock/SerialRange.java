package io.laurel.event.catalog.stock;

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
}
