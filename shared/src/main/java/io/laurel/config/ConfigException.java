package io.laurel.config;

/**
 * A configuration that a process cannot start with; the message is one line and says which key and
 * what it takes.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The line an operator reads. */
  public ConfigException(String message) {
    super(message, null, false, false);
  }
}
