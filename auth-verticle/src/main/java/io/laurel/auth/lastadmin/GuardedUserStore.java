package io.laurel.auth.lastadmin;

import io.laurel.audit.AuditEntry;
import io.laurel.auth.user.GuardableUserStore;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserStore;
import io.laurel.failure.Failure;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts of which one is always an ADMIN who can sign in, whatever nodes do at once and whichever
 * dies when. Two documents take part, the account and a list of such ADMINs, and no write changes
 * both. So the list never names an account that is none, and whoever leaves it leaves another one
 * there:
 *
 * <ol>
 *   <li>A new ADMIN is written first and enters the list afterwards.
 *   <li>One who ceases to be is marked, leaves the list, and is written last: by a write that
 *       demands the account as it was marked.
 *   <li>Whoever enters an account reads the list's version <em>before</em> the account, enters no
 *       marked one, and only if none has left since that version.
 * </ol>
 *
 * <p>An entering that read before somebody left is thus void, and one that read after sees the mark
 * or the change. RATIONALE.md has the argument in full.
 */
final class GuardedUserStore implements UserStore {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedUserStore.class);

  /**
   * A mark this old is a dead process's. One that is taken away too early costs another try only.
   */
  private static final Duration MARK_LIFE = Duration.ofSeconds(10);

  private final GuardableUserStore accounts;
  private final GuardStore guard;
  private final Clock clock;

  /** Guards {@code accounts} by that list; everybody who writes them must go through here. */
  GuardedUserStore(GuardableUserStore accounts, GuardStore guard, Clock clock) {
    this.accounts = accounts;
    this.guard = guard;
    this.clock = clock;
  }

  @Override
  public Future<Void> prepare() {
    return accounts.prepare().compose(prepared -> guard.prepare());
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
              return before.isActiveAdmin() ? retire(before, user, write) : write.apply(user);
            });
  }

  private Future<Outcome<User>> retire(
      User before, User after, Function<User, Future<Outcome<User>>> write) {
    return accounts
        .markLeaving(before, Instants.now(clock))
        .compose(
            outcome ->
                outcome instanceof Written<User> marked
                    ? retireMarked(marked.value(), after, write)
                    : Future.succeededFuture(outcome));
  }

  private Future<Outcome<User>> retireMarked(
      User marked, User after, Function<User, Future<Outcome<User>>> write) {
    return leave(marked)
        .compose(left -> left ? write.apply(after.revised(marked.revision())) : stay(marked));
  }

  /** Looks for more ADMINs before it says that there is no other. */
  private Future<Boolean> leave(User user) {
    return guard
        .leave(user.id())
        .compose(
            left ->
                left
                    ? Future.succeededFuture(true)
                    : repair().compose(repaired -> guard.leave(user.id())));
  }

  private Future<Outcome<User>> stay(User marked) {
    return accounts.replace(marked, null).compose(unmarked -> lastAdmin().asFuture());
  }

  private static Failure lastAdmin() {
    return Failure.conflict(
        "last-admin", "This is the last ADMIN who can sign in; make another one first.");
  }

  /** Never fails: the account is written, and a later {@link #repair} enters it. */
  private Future<Void> entered(User user) {
    return user.isActiveAdmin()
        ? repair()
            .recover(
                cause -> {
                  LOG.warn("{} is not among the guarded ADMINs for now", user.id(), cause);
                  return Future.succeededFuture();
                })
        : Future.succeededFuture();
  }

  /**
   * Enters the ADMINs who are not on the list, and takes marks away that a dead process has left.
   * May be done by several nodes at once, and while others leave.
   */
  Future<Void> repair() {
    return guard.read().compose(this::repair);
  }

  private Future<Void> repair(GuardStore.Guard read) {
    return accounts
        .admins()
        .compose(
            admins ->
                Future.join(admins.stream().map(admin -> repair(admin, read)).toList()).mapEmpty());
  }

  private Future<?> repair(GuardableUserStore.Admin admin, GuardStore.Guard read) {
    User user = admin.user();
    Instant leavingSince = admin.leavingSince();
    if (leavingSince != null) {
      Instant stale = clock.instant().minus(MARK_LIFE);
      return leavingSince.isBefore(stale) ? accounts.replace(user, null) : Future.succeededFuture();
    }
    return read.admins().contains(user.id())
        ? Future.succeededFuture()
        : guard.enter(user.id(), read.version());
  }

  @Override
  public Future<@Nullable User> byId(String id) {
    return accounts.byId(id);
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
  public Future<Boolean> anyWith(Role role) {
    return accounts.anyWith(role);
  }

  @Override
  public Future<Page<User>> list(Filter filter, PageRequest page) {
    return accounts.list(filter, page);
  }
}
