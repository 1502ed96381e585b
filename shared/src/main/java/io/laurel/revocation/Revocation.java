package io.laurel.revocation;

import io.laurel.bus.Announcement;
import io.laurel.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Which access tokens of an account, or of a session, no longer count. Epochs are compared, never
 * times: the clocks of two nodes may differ by more than a refresh takes.
 *
 * @param id of the account or of the session
 * @param epoch tokens of an earlier one are void
 * @param kept the session that is spared; null for none
 * @param keptFrom tokens of the spared session count from this epoch on
 */
public record Revocation(String id, long epoch, @Nullable String kept, long keptFrom) {
  /** Access tokens of a session or an account were revoked. */
  public static final Announcement ANNOUNCED = new Announcement("auth.session.revoked");

  /** Later than that of any token. */
  private static final long END = Long.MAX_VALUE;

  /** Of a session that has ended: every token of it is void. */
  public static Revocation ofSession(String sessionId) {
    return new Revocation(sessionId, END, null, END);
  }

  /** Whether a token of this account or session no longer counts. */
  public boolean voids(Principal principal) {
    boolean spared = principal.sessionId().equals(kept) && principal.epoch() >= keptFrom;
    return principal.epoch() < epoch && !spared;
  }

  /** This one or the other of the same id, whichever takes more away. */
  Revocation or(Revocation other) {
    return other.epoch > epoch ? other : this;
  }
}
