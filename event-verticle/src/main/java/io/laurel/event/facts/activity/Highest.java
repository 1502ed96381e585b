package io.laurel.event.facts.activity;

import java.util.Set;

/**
 * The types of which the highest amount ever is kept, beside what is counted by day: one document a
 * user that {@code $max} changes, which is the same however often it is done.
 */
final class Highest {
  private static final Set<String> TYPES = Set.of("LEVEL");

  private Highest() {}

  /** Those types. */
  static Set<String> types() {
    return TYPES;
  }

  static boolean isKept(String type) {
    return TYPES.contains(type);
  }
}
