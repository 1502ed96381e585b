package io.laurel.telemetry;

/** What became of a call, by the first digit of its HTTP status. */
public enum StatusClass implements Label {
  /** It is done. */
  SUCCEEDED("2xx"),
  /** Nothing has changed since the caller last asked. */
  REDIRECTED("3xx"),
  /** The caller has to change something. */
  REFUSED("4xx"),
  /** The fault is ours, or we cannot now. */
  FAILED("5xx"),
  /** The caller left before its answer. */
  GONE("gone");

  private static final int HUNDRED = 100;

  private final String label;

  StatusClass(String label) {
    this.label = label;
  }

  /** The class of an HTTP status, 200 to 599. */
  public static StatusClass of(int status) {
    return switch (status / HUNDRED) {
      case 2 -> SUCCEEDED;
      case 3 -> REDIRECTED;
      case 4 -> REFUSED;
      case 5 -> FAILED;
      default -> throw new IllegalArgumentException("No status of an answer: " + status);
    };
  }

  @Override
  public String label() {
    return label;
  }
}
