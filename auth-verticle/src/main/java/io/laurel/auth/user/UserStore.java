package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Outcome;
import io.laurel.security.Role;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps accounts; no two share an address, who they are elsewhere, or, in any spelling, a username.
 */
public interface UserStore extends LoginAccounts, ImportAccounts {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /**
   * Which accounts are listed; each part may be null, for any.
   *
   * @param role accounts with this role
   * @param prefix accounts whose {@link User#usernameKey} or address begins with it
   * @param byAddress whether the address counts for that, too
   */
  record Filter(@Nullable Role role, @Nullable String prefix, boolean byAddress) {}

  /** Replaces where the epoch is raised: the same write marks the account as revoking. */
  Future<Outcome<User>> replaceRevoking(User user, @Nullable AuditEntry entry);

  /** Accounts that are marked as revoking, at most {@code limit}. */
  Future<List<User>> revoking(int limit);

  /** Takes the mark of that epoch from the account; that of a later one stays. */
  Future<Void> revoked(String id, long epoch);

  /** The account of that id, or null. */
  Future<@Nullable User> byId(String id);

  /** Those of these accounts that are there, in no order. */
  Future<List<User>> byIds(Set<String> ids);

  @Override
  Future<@Nullable User> byEmail(String email);

  @Override
  Future<@Nullable User> byUsername(String username);

  /** The account of who that is elsewhere, or null. */
  Future<@Nullable User> byExternal(External external);

  /** One page, newest first. */
  Future<Page<User>> list(Filter filter, PageRequest page);

  /** Whether an account has the role. May look at every account: for the start of a process. */
  Future<Boolean> anyWith(Role role);
}
