package io.laurel.auth.credential;

import io.laurel.auth.password.Passwords;
import io.laurel.auth.password.Seat;
import io.laurel.auth.password.Seat.Lane;
import io.laurel.auth.user.Standing;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;

/** Changes a user's own password. */
final class PasswordChange {
  private final UserService users;
  private final ProvenChanges changes;
  private final Passwords passwords;
  private final Clock clock;

  /** Makes the change by {@code changes}. */
  PasswordChange(UserService users, ProvenChanges changes, Passwords passwords, Clock clock) {
    this.users = users;
    this.changes = changes;
    this.passwords = passwords;
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
    return changes.untilMade(call, user -> refuseWeak(call, user), proved -> replace(call, proved));
  }

  private void refuseWeak(Call call, User user) {
    users.refuseWeak("/newPassword", call.text("newPassword"), user.email(), user.username());
  }

  private Future<Outcome<Reply>> replace(Call call, User proved) {
    return passwords
        .hash(call.text("newPassword"), new Seat(Lane.OPENING, call.origin().network()))
        .compose(
            hash ->
                changes
                    .write(call, proved, user -> decide(call, user, hash))
                    .map(
                        user ->
                            hash.equals(user.passwordHash())
                                ? new Written<>(Reply.empty())
                                : new Lost<>()));
  }

  private Decision decide(Call call, User user, String hash) {
    Standing standing = user.standing().withoutSessionsBut(call.principal().sessionId());
    return new Decision.Write(
        user.withPasswordHash(hash).withStanding(standing, Instants.now(clock)), null);
  }
}
