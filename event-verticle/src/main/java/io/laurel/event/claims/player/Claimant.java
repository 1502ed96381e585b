package io.laurel.event.claims.player;

import io.laurel.bus.Call;
import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * For whom something is claimed, and who asks for it.
 *
 * @param userId whose it becomes: a user of ours, or a player that only the studio knows
 * @param caller who asks
 */
public record Claimant(String userId, Principal caller) {
  private static final String USER_ID = "userId";

  /**
   * That of a call. A game server names its player, anybody else acts for itself. Fails with {@code
   * invalid-request} otherwise.
   */
  public static Claimant of(Call call) {
    Principal caller = call.principal();
    String named = call.textOrNull(USER_ID);
    if (caller.hasAny(Role.SERVICE)) {
      return new Claimant(mustName(named), caller);
    }
    if (named != null) {
      throw Failure.invalidRequest(
          "/" + USER_ID, "is taken from a SERVICE alone; everybody else acts for itself");
    }
    return new Claimant(caller.userId(), caller);
  }

  /**
   * The player that a game server must name. Fails with {@code invalid-request} where it does not.
   */
  public static String mustName(@Nullable String userId) {
    if (userId == null) {
      throw Failure.invalidRequest("/" + USER_ID, "is required of a SERVICE");
    }
    return userId;
  }

  /** Whether the caller has said who it is. */
  boolean isNamed() {
    return caller.hasAny(Role.SERVICE);
  }

  /** Who asked for it where that was not the player; else null. */
  public @Nullable String requestedBy() {
    return caller.userId().equals(userId) ? null : caller.userId();
  }
}
