package io.laurel.bus;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf an operation is called.
 *
 * @param token the caller's access token; null for an anonymous call
 * @param requestId goes with the call into logs and problems
 * @param origin where the caller is
 */
public record Sender(@Nullable String token, String requestId, Origin origin) {
  /** Without the token. */
  @Override
  public String toString() {
    return "Sender[" + requestId + "]";
  }
}
