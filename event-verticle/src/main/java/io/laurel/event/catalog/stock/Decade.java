package io.laurel.event.catalog.stock;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers whose zero-padded decimal form begins with the same digits. Any engine finds them by
 * the prefix of a text index, exactly; a range over an array would need {@code $elemMatch}, which
 * crashes DocumentDB 1.0 on a compound index.
 *
 * @param start the smallest, a multiple of {@code size}
 * @param size how many they are, a power of ten
 */
public record Decade(int start, int size) {
  /** Digits of a padded serial: one more than the largest stock, 10⁷, needs. */
  public static final int DIGITS = 8;

  /** Every serial there can be. */
  public static final Decade ALL = new Decade(0, 100_000_000);

  /** The smallest decade that holds all serials up to {@code stock}. */
  static Decade of(int stock) {
    int size = 10;
    while (size <= stock) {
      size *= 10;
    }
    return new Decade(0, size);
  }

  /** The common digits; empty for {@link #ALL}. */
  public String prefix() {
    String digits = Integer.toString(ALL.size + start);
    return digits.substring(1, 1 + DIGITS - (Integer.toString(size).length() - 1));
  }

  /** Whether it holds that serial; there is no serial 0. */
  public boolean contains(int serial) {
    return serial >= Math.max(1, start) && serial < start + size;
  }

  /** The serials of a stock that are among them. */
  SerialRange within(int stock) {
    return new SerialRange(Math.max(1, start), Math.min(stock, start + size - 1));
  }

  /** Whether all of them, but for 0, are serials of that stock. */
  boolean isWithin(int stock) {
    return start + size - 1 <= stock;
  }

  /** Its ten parts, in order. */
  List<Decade> parts() {
    return IntStream.range(0, 10)
        .mapToObj(i -> new Decade(start + i * (size / 10), size / 10))
        .toList();
  }
}
