package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.schedule.Races.Outcome;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Accounts as a sign-in finds them, by what people type. */
public interface LoginAccounts {
  /** The account of that address, given as {@link User#normalizedEmail} makes it, or null. */
  Future<@Nullable User> byEmail(String email);

  /** The account of that username, in any spelling, or null. */
  Future<@Nullable User> byUsername(String username);

  /**
   * Writes address, username, password hash, roles, suspension, standing and time of an account,
   * and the entry that tells of it, in one write, if its revision is still the one given. Fails
   * with {@code email-taken} or {@code username-taken} where another account has them.
   *
   * @param user as it shall be, with the revision that was read
   * @param entry null for none
   * @return written: the account with its new revision; lost where another write came first
   */
  Future<Outcome<User>> replace(User user, @Nullable AuditEntry entry);
}
