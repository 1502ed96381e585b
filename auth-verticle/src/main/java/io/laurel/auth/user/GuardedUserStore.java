package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.laurel.security.Role;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accounts whose writes a guard watches, so that an ADMIN who can sign in is always among them. */
final class GuardedUserStore implements UserStore {
  private final UserStore accounts;
  private final AdminGuard guard;

  /** Everybody who writes {@code accounts} must go through here. */
  GuardedUserStore(UserStore accounts, AdminGuard guard) {
    this.accounts = accounts;
    this.guard = guard;
  }

  @Override
  public Future<Void> prepare() {
    return accounts.prepare();
  }

  @Override
  public Future<Void> add(User user, @Nullable AuditEntry entry) {
    return accounts.add(user, entry).compose(added -> entered(user));
  }

  /** Fails with {@code last-admin} where nobody would be left. */
  @Override
  public Future<Outcome<User>> replace(User user, @Nullable AuditEntry entry) {
    return guarded(user, changed -> accounts.replace(changed, entry));
  }

  /** Fails with {@code last-admin} where nobody would be left. */
  @Override
  public Future<Outcome<User>> replaceRevoking(User user, @Nullable AuditEntry entry) {
    return guarded(user, changed -> accounts.replaceRevoking(changed, entry));
  }

  @Override
  public Future<List<User>> revoking(int limit) {
    return accounts.revoking(limit);
  }

  @Override
  public Future<Void> revoked(String id, long epoch) {
    return accounts.revoked(id, epoch);
  }

  private Future<Outcome<User>> guarded(User user, Function<User, Future<Outcome<User>>> write) {
    if (user.isActiveAdmin()) {
      return write
          .apply(user)
          .compose(
              outcome ->
                  outcome instanceof Written<User> written
                      ? entered(written.value()).map(outcome)
                      : Future.succeededFuture(outcome));
    }
    return accounts
        .byId(user.id())
        .compose(
            before -> {
              if (before == null || before.revision() != user.revision()) {
                return Future.succeededFuture(new Lost<>());
              }
              return before.isActiveAdmin()
                  ? guard.retire(before, marked -> write.apply(user.revised(marked.revision())))
                  : write.apply(user);
            });
  }

  private Future<Void> entered(User user) {
    return user.isActiveAdmin() ? guard.entered(user) : Future.succeededFuture();
  }

  @Override
  public Future<@Nullable User> byId(String id) {
    return accounts.byId(id);
  }

  @Override
  public Future<List<User>> byIds(Set<String> ids) {
    return accounts.byIds(ids);
  }

  @Override
  public Future<@Nullable User> byEmail(String email) {
    return accounts.byEmail(email);
  }

  @Override
  public Future<@Nullable User> byUsername(String username) {
    return accounts.byUsername(username);
  }

  @Override
  public Future<@Nullable User> byExternal(External external) {
    return accounts.byExternal(external);
  }

  @Override
  public Future<Boolean> anyWith(Role role) {
    return accounts.anyWith(role);
  }

  @Override
  public Future<Page<User>> list(Filter filter, PageRequest page) {
    return accounts.list(filter, page);
  }
}
