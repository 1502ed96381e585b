package io.laurel.auth.user;

import io.laurel.schedule.Races.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of which a guard can keep one an ADMIN: who is about to cease to be one can be marked.
 * Every write of an account takes the mark away.
 */
public interface GuardableAccounts {
  /**
   * An ADMIN who can sign in.
   *
   * @param user the account
   * @param leavingSince when it was marked; null while it is not
   */
  record Admin(User user, @Nullable Instant leavingSince) {}

  /** The ADMINs who can sign in; at most the first thousand. */
  Future<List<Admin>> admins();

  /**
   * Marks an account, unless it is marked, if its revision is still the one given.
   *
   * @param at when it is marked now
   * @return written: the account with its mark, and the revision that it has with it; lost where
   *     another write came first
   */
  Future<Outcome<User>> markLeaving(User user, Instant at);

  /** Takes the mark away, if its revision is still the one given. */
  Future<Outcome<User>> unmark(User user);
}
