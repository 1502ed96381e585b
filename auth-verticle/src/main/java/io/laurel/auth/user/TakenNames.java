package io.laurel.auth.user;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an account that cannot be written has in common with another one. It is read afterwards: an
 * index's name is not on every engine's error.
 */
final class TakenNames {
  private TakenNames() {}

  /** Fails as whichever it is, unless the other account has given it up since. */
  static Future<Void> refuse(UserStore accounts, User user) {
    return refuse(user, user.external(), accounts::byExternal, UserFailures.externalTaken())
        .compose(mine -> refuse(user, user.email(), accounts::byEmail, UserFailures.emailTaken()))
        .compose(
            mine ->
                refuse(user, user.username(), accounts::byUsername, UserFailures.usernameTaken()));
  }

  private static <T> Future<Void> refuse(
      User user, @Nullable T has, Function<T, Future<@Nullable User>> find, Failure refusal) {
    return has == null
        ? Future.succeededFuture()
        : find.apply(has)
            .compose(
                found ->
                    found == null || found.id().equals(user.id())
                        ? Future.succeededFuture()
                        : refusal.asFuture());
  }
}
