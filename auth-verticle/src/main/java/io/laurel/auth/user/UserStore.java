package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Outcome;
import io.laurel.security.Role;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps accounts; no two share an address or, in any spelling, a username. */
public interface UserStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /**
   * Which accounts are listed; each part may be null, for any.
   *
   * @param role accounts with this role
   * @param prefix accounts whose {@link User#usernameKey} or address begins with it
   */
  record Filter(@Nullable Role role, @Nullable String prefix) {}

  /**
   * Adds an account, with the entry that tells of it, in one write. Fails with {@code id-taken},
   * {@code email-taken} or {@code username-taken}, the first of these that holds.
   *
   * @param entry null for none
   */
  Future<Void> add(User user, @Nullable AuditEntry entry);

  /**
   * Writes password hash, roles, suspension, standing and time of an account, and the entry that
   * tells of it, in one write, if its revision is still the one given.
   *
   * @param user as it shall be, with the revision that was read
   * @param entry null for none
   * @return written: the account with its new revision; lost where another write came first
   */
  Future<Outcome<User>> replace(User user, @Nullable AuditEntry entry);

  /** The same, where the epoch is raised: the same write marks the account as revoking. */
  Future<Outcome<User>> replaceRevoking(User user, @Nullable AuditEntry entry);

  /** Accounts that are marked as revoking, at most {@code limit}. */
  Future<List<User>> revoking(int limit);

  /** Takes the mark of that epoch from the account; that of a later one stays. */
  Future<Void> revoked(String id, long epoch);

  /** The account of that id, or null. */
  Future<@Nullable User> byId(String id);

  /** The account of that address, given as {@link User#normalizedEmail} makes it, or null. */
  Future<@Nullable User> byEmail(String email);

  /** The account of that username, in any spelling, or null. */
  Future<@Nullable User> byUsername(String username);

  /** One page, newest first. */
  Future<Page<User>> list(Filter filter, PageRequest page);

  /** Whether an account has the role. May look at every account: for the start of a process. */
  Future<Boolean> anyWith(Role role);
}
