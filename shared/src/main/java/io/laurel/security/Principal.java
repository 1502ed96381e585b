package io.laurel.security;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as proved by a verified access token.
 *
 * @param userId id of the account; only {@link #ANONYMOUS} has none
 * @param username name of the account at the time of signing; only {@link #ANONYMOUS} has none
 * @param sessionId the session the token belongs to, or the API key it was given for; only {@link
 *     #ANONYMOUS} has none
 * @param roles roles at the time of signing; empty for {@link #ANONYMOUS}
 * @param epoch of the account at the time of signing: a change that takes something away from the
 *     account raises it and makes tokens of earlier epochs void
 * @param expiresAt when the token ends
 */
public record Principal(
    @Nullable String userId,
    @Nullable String username,
    @Nullable String sessionId,
    Set<Role> roles,
    long epoch,
    Instant expiresAt) {
  /** A caller without a token. */
  public static final Principal ANONYMOUS =
      new Principal(null, null, null, Set.of(), 0, Instant.MAX);

  /** What the id of an API key begins with. */
  public static final String KEY_PREFIX = "key_";

  private static final String NOBODY = "An anonymous caller has no account";

  /** Copies the roles. */
  public Principal {
    roles = Set.copyOf(roles);
  }

  /** Id of the account of a caller who is not anonymous. */
  @Override
  public String userId() {
    return Objects.requireNonNull(userId, NOBODY);
  }

  /** Name of the account of a caller who is not anonymous. */
  @Override
  public String username() {
    return Objects.requireNonNull(username, NOBODY);
  }

  /** Session of a caller who is not anonymous. */
  @Override
  public String sessionId() {
    return Objects.requireNonNull(sessionId, NOBODY);
  }

  /** Whether there was no token. */
  public boolean isAnonymous() {
    return userId == null;
  }

  /** Whether the token was given for an API key, and so belongs to no session. */
  public boolean isByKey() {
    return sessionId != null && sessionId.startsWith(KEY_PREFIX);
  }

  /** Whether this caller works for the game: who only plays sees less. */
  public boolean isStaff() {
    return hasAny(Role.OPERATOR, Role.AUDITOR, Role.ADMIN);
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
