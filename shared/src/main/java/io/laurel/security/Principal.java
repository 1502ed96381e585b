package io.laurel.security;

import java.time.Instant;
import java.util.Set;

/**
 * Who calls, as proved by a verified access token.
 *
 * @param userId id of the account; null only for {@link #ANONYMOUS}
 * @param username name of the account at the time of signing; null only for {@link #ANONYMOUS}
 * @param sessionId the session the token belongs to; null only for {@link #ANONYMOUS}
 * @param roles roles at the time of signing; empty for {@link #ANONYMOUS}
 * @param epoch of the account at the time of signing: a change that takes something away from the
 *     account raises it and makes tokens of earlier epochs void
 * @param expiresAt when the token ends
 */
public record Principal(
    String userId,
    String username,
    String sessionId,
    Set<Role> roles,
    long epoch,
    Instant expiresAt) {
  /** A caller without a token. */
  public static final Principal ANONYMOUS =
      new Principal(null, null, null, Set.of(), 0, Instant.MAX);

  /** Copies the roles. */
  public Principal {
    roles = Set.copyOf(roles);
  }

  /** Whether there was no token. */
  public boolean isAnonymous() {
    return userId == null;
  }

  /** Whether this caller has one of the roles. */
  public boolean hasAny(Role... candidates) {
    for (Role candidate : candidates) {
      if (roles.contains(candidate)) {
        return true;
      }
    }
    return false;
  }
}
