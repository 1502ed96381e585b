package io.laurel.telemetry;

import java.util.Locale;

/**
 * A value of a metric's label. An enumeration implements it, because each value that a label ever
 * had is kept for good: none may come from a client.
 */
public interface Label {
  /** The label of a value of an enumeration that is none of the metrics' own. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** As it stands in the metric. */
  String label();
}
