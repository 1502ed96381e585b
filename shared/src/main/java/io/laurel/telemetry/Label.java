package io.laurel.telemetry;

/**
 * A value of a metric's label. An enumeration implements it, because each value that a label ever
 * had is kept for good: none may come from a client.
 */
public interface Label {
  /** As it stands in the metric. */
  String label();
}
