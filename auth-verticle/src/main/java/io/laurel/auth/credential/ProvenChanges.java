package io.laurel.auth.credential;

import io.laurel.auth.user.User;
import io.laurel.auth.user.UserChanges;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Call;
import io.laurel.failure.Failure;
import io.laurel.schedule.Races;
import io.laurel.schedule.Races.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Changes of one's own account, proved by its current password, which is still the account's when
 * they are written.
 */
final class ProvenChanges {
  /** As often as somebody else may replace the hash between the proof and the write. */
  private static final int MAX_TRIES = 3;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final UserService users;
  private final CredentialCheck credentials;
  private final UserChanges changes;

  /** Proves by {@code credentials} and writes through {@code changes}. */
  ProvenChanges(UserService users, CredentialCheck credentials, UserChanges changes) {
    this.users = users;
    this.credentials = credentials;
    this.changes = changes;
  }

  /**
   * Proves the caller and makes the change, anew as long as it is lost. Fails with {@code
   * no-password} where the account has none, as a sign-in where the password is wrong, and with
   * {@code unavailable} where others keep writing.
   *
   * @param judge refuses before a password is looked at, which costs
   * @param make of the account that was proved
   */
  <T> Future<T> untilMade(
      Call call, Consumer<User> judge, Function<User, Future<Outcome<T>>> make) {
    return Races.untilWon(
        MAX_TRIES,
        ProvenChanges::defeat,
        () ->
            users
                .active(call.principal().userId())
                .compose(
                    user ->
                        user == null
                            ? Failure.unauthorized().<User>asFuture()
                            : prove(call, judge, user))
                .compose(make));
  }

  private static Failure defeat() {
    return Failure.unavailable("This account is being changed; try again.", RETRY_AFTER);
  }

  private Future<User> prove(Call call, Consumer<User> judge, User user) {
    if (user.passwordHash() == null) {
      return Failure.conflict("no-password", "Nobody signs in to this account by a password.")
          .asFuture();
    }
    judge.accept(user);
    return credentials.prove(user, call.text("currentPassword"), call.origin());
  }

  /**
   * Writes what is decided, if the account still has the password that was proved; else it stays as
   * it is. Fails with {@code unauthorized} where the caller may not act any more.
   *
   * @return the account as it is now
   */
  Future<User> write(Call call, User proved, Function<User, Decision> decide) {
    return changes.change(
        proved.id(),
        Failure.unauthorized(),
        user -> {
          if (!isStillProved(user, proved)) {
            return new Decision.Leave();
          }
          if (user.suspended() || user.standing().revocation(user.id()).voids(call.principal())) {
            throw Failure.unauthorized();
          }
          return decide.apply(user);
        });
  }

  /** Whether the account has the password that was proved. */
  static boolean isStillProved(User user, User proved) {
    return Objects.equals(user.passwordHash(), proved.passwordHash());
  }
}
