package io.laurel.management;

import io.laurel.config.Settings;

/**
 * Where a process answers its operator.
 *
 * @param host address to listen on; not a public one
 * @param port 0 takes a free one
 */
public record ManagementConfig(String host, int port) {
  /** Reads {@code MANAGEMENT_HOST} and {@code MANAGEMENT_PORT}. */
  public static ManagementConfig of(Settings settings) {
    return new ManagementConfig(settings.text("MANAGEMENT_HOST"), settings.port("MANAGEMENT_PORT"));
  }
}
