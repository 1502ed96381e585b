package io.laurel.security;

import io.vertx.core.Future;

/** Proves who calls. */
@FunctionalInterface
public interface TokenVerifier {
  /**
   * The principal of an access token (without {@code Bearer}). Fails with {@code unauthorized} for
   * anything that is not a valid one, without saying why.
   */
  Future<Principal> verify(String token);
}
