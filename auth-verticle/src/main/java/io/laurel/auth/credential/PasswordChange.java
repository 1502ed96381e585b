package io.laurel.auth.credential;

import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.auth.password.Seat.Lane;
import io.laurel.auth.throttle.Device;
import io.laurel.auth.user.Standing;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserChanges;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.schedule.Races;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Changes a user's own password. */
final class PasswordChange {
  /** As often as somebody else may replace the hash between the proof and the write. */
  private static final int MAX_TRIES = 3;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final UserService users;
  private final CredentialCheck credentials;
  private final Passwords passwords;
  private final UserChanges changes;
  private final Clock clock;

  /** Proves by {@code credentials} and writes through {@code changes}. */
  PasswordChange(
      UserService users,
      CredentialCheck credentials,
      Passwords passwords,
      UserChanges changes,
      Clock clock) {
    this.users = users;
    this.credentials = credentials;
    this.passwords = passwords;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Takes the new password and ends every session but the caller's, in one write. A session that is
   * begun with the old password meanwhile ends too, and of two changes at once one succeeds. Fails
   * with {@code invalid-credentials} where the current password is wrong and {@code
   * too-many-attempts} where it was too often, with {@code no-password} where there is none, and as
   * a registration does for a weak one.
   */
  Future<Reply> change(Call call) {
    return Races.untilWon(MAX_TRIES, PasswordChange::defeat, () -> attempt(call));
  }

  private Future<Outcome<Reply>> attempt(Call call) {
    return users
        .active(call.principal().userId())
        .compose(user -> user == null ? Failure.unauthorized().asFuture() : prove(call, user))
        .compose(proved -> replace(call, proved))
        .map(replaced -> replaced ? new Written<>(Reply.empty()) : new Lost<>());
  }

  /** An account that others keep writing. */
  static Failure defeat() {
    return Failure.unavailable("This account is being changed; try again.", RETRY_AFTER);
  }

  /** One that nobody can prove to be the own. */
  static Failure noPassword() {
    return Failure.conflict("no-password", "Nobody signs in to this account by a password.");
  }

  private Future<User> prove(Call call, User user) {
    if (user.passwordHash() == null) {
      return noPassword().asFuture();
    }
    users.refuseWeak("/newPassword", call.text("newPassword"), user.email(), user.username());
    return credentials.prove(user, call.text("currentPassword"), call.origin());
  }

  /** Whether it was; not where the password that was proved is no longer the account's. */
  private Future<Boolean> replace(Call call, User proved) {
    return passwords
        .hash(call.text("newPassword"), new Seat(Lane.OPENING, Device.network(call.origin())))
        .compose(
            hash ->
                changes
                    .change(
                        proved.id(),
                        Failure.unauthorized(),
                        user -> decide(call, proved, user, hash))
                    .map(user -> hash.equals(user.passwordHash())));
  }

  private Decision decide(Call call, User proved, User user, String hash) {
    if (!Objects.equals(user.passwordHash(), proved.passwordHash())) {
      return new Decision.Leave();
    }
    if (user.suspended() || user.standing().revocation(user.id()).voids(call.principal())) {
      throw Failure.unauthorized();
    }
    Standing standing = user.standing().withoutSessionsBut(call.principal().sessionId());
    return new Decision.Write(
        user.withPasswordHash(hash).withStanding(standing, Instants.now(clock)), null);
  }
}
