package io.laurel.management;

import io.laurel.config.Settings;

/**
 * Where a process answers its operator.
 *
 * @param host address to listen on; not a public one
 * @param port 0 takes a free one
 * @param maxConnections how many may be open to it
 */
public record ManagementConfig(String host, int port, int maxConnections) {
  /**
   * Reads {@code MANAGEMENT_HOST}, {@code MANAGEMENT_PORT} and {@code MANAGEMENT_MAX_CONNECTIONS}.
   */
  public static ManagementConfig of(Settings settings) {
    return new ManagementConfig(
        settings.text("MANAGEMENT_HOST"),
        settings.port("MANAGEMENT_PORT"),
        settings.integer("MANAGEMENT_MAX_CONNECTIONS", 4, 10_000));
  }
}
