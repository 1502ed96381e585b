package io.laurel.auth.lastadmin;

import io.laurel.auth.user.AdminGuard;
import io.laurel.auth.user.GuardableAccounts;
import io.laurel.auth.user.User;
import io.laurel.failure.Failure;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one account an ADMIN who can sign in, whatever nodes do at once and whichever dies when.
 * Two documents take part, the account and a list of such ADMINs, and no write changes both. So the
 * list never names an account that is none, and whoever leaves it leaves another one there:
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
final class LastAdminGuard implements AdminGuard {
  private static final Logger LOG = LoggerFactory.getLogger(LastAdminGuard.class);

  /**
   * A mark this old is a dead process's. One that is taken away too early costs another try only.
   */
  private static final Duration MARK_LIFE = Duration.ofSeconds(10);

  private final GuardableAccounts accounts;
  private final GuardStore guard;
  private final Clock clock;

  /** Guards {@code accounts} by that list. */
  LastAdminGuard(GuardableAccounts accounts, GuardStore guard, Clock clock) {
    this.accounts = accounts;
    this.guard = guard;
    this.clock = clock;
  }

  @Override
  public Future<Outcome<User>> retire(User before, Function<User, Future<Outcome<User>>> write) {
    return accounts
        .markLeaving(before, Instants.now(clock))
        .compose(
            outcome ->
                outcome instanceof Written<User> marked
                    ? retireMarked(marked.value(), write)
                    : Future.succeededFuture(outcome));
  }

  private Future<Outcome<User>> retireMarked(
      User marked, Function<User, Future<Outcome<User>>> write) {
    return leave(marked).compose(left -> left ? write.apply(marked) : stay(marked));
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
    return accounts.unmark(marked).compose(unmarked -> lastAdmin().asFuture());
  }

  private static Failure lastAdmin() {
    return Failure.conflict(
        "last-admin", "This is the last ADMIN who can sign in; make another one first.");
  }

  /** Never fails: the account is written, and a later {@link #repair} enters it. */
  @Override
  public Future<Void> entered(User admin) {
    return repair()
        .recover(
            cause -> {
              LOG.warn("{} is not among the guarded ADMINs for now", admin.id(), cause);
              return Future.succeededFuture();
            });
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

  private Future<?> repair(GuardableAccounts.Admin admin, GuardStore.Guard read) {
    User user = admin.user();
    Instant leavingSince = admin.leavingSince();
    if (leavingSince != null) {
      Instant stale = clock.instant().minus(MARK_LIFE);
      return leavingSince.isBefore(stale) ? accounts.unmark(user) : Future.succeededFuture();
    }
    return read.admins().contains(user.id())
        ? Future.succeededFuture()
        : guard.enter(user.id(), read.version());
  }
}
