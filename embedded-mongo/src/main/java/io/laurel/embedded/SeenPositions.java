package io.laurel.embedded;

import java.util.HashSet;
import java.util.Set;

/**
 * Which positions were met already. Of each text it keeps 64 bits, for a million of them would take
 * a hundred megabytes: two of a million are taken for one in one of thirty million runs.
 */
final class SeenPositions {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** Of the table, full. */
  private static final double MOST = 0.6;

  private final Set<Object> others = new HashSet<>();
  private long[] table = new long[1 << 8];
  private int size;

  /** Whether this is the first time. */
  boolean add(Object position) {
    return position instanceof String text ? add(hash(text)) : others.add(position);
  }

  private boolean add(long hash) {
    if (!put(table, hash)) {
      return false;
    }
    size++;
    if (size > MOST * table.length) {
      long[] larger = new long[2 * table.length];
      for (long known : table) {
        if (known != 0) {
          put(larger, known);
        }
      }
      table = larger;
    }
    return true;
  }

  private static boolean put(long[] table, long hash) {
    int mask = table.length - 1;
    int at = (int) (hash >>> 32) & mask;
    while (table[at] != 0) {
      if (table[at] == hash) {
        return false;
      }
      at = (at + 1) & mask;
    }
    table[at] = hash;
    return true;
  }

  /** Never 0, which is nothing in the table. */
  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    hash *= MULTIPLIER;
    hash ^= hash >>> 32;
    return hash == 0 ? 1 : hash;
  }
}
