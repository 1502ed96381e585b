package io.laurel.auth.user;

import io.laurel.revocation.Revocation;
import org.jspecify.annotations.Nullable;

/**
 * Which of an account's sessions and access tokens still count. Every change that takes something
 * away raises the epoch; tokens and sessions bear the epoch at which they were made. Epochs instead
 * of times, because the clocks of two nodes may differ by more than a refresh takes.
 *
 * <p>A change here is part of the write that changes the account, so there is no moment at which
 * the one holds without the other.
 *
 * @param epoch of tokens and sessions made now; access tokens of an earlier one are void
 * @param sessionsFrom sessions that began at an earlier epoch have ended
 * @param kept the session that is spared by both, because its user ended the others; null for none
 * @param keptFrom access tokens of the spared session count from this epoch on
 */
public record Standing(long epoch, long sessionsFrom, @Nullable String kept, long keptFrom) {
  /** Of a new account. */
  public static final Standing NEW = new Standing(0, 0, null, 0);

  /** Whether a session that began at that epoch goes on. */
  public boolean admitsSession(String sessionId, long begunAt) {
    return begunAt >= sessionsFrom || sessionId.equals(kept);
  }

  /**
   * Every access token is void; sessions go on, and a refresh gives tokens that tell the change.
   */
  public Standing withoutTokens() {
    return new Standing(epoch + 1, sessionsFrom, kept, epoch + 1);
  }

  /** Every session and access token is void. */
  public Standing withoutSessions() {
    return new Standing(epoch + 1, epoch + 1, null, epoch + 1);
  }

  /** Every session and access token is void but those of that session. */
  public Standing withoutSessionsBut(String sessionId) {
    return new Standing(epoch + 1, epoch + 1, sessionId, sessionId.equals(kept) ? keptFrom : epoch);
  }

  /** What it takes away from access tokens of that account. */
  public Revocation revocation(String userId) {
    return new Revocation(userId, epoch, kept, keptFrom);
  }
}
