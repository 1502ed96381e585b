package io.laurel.auth.user;

import io.laurel.schedule.Races.Outcome;
import io.vertx.core.Future;
import java.util.function.Function;

/** Keeps one ADMIN who can sign in: whoever writes accounts asks it and tells it. */
public interface AdminGuard {
  /** Hears that an account is written that is an ADMIN who can sign in. Never fails. */
  Future<Void> entered(User admin);

  /**
   * Lets an ADMIN who can sign in cease to be one. Fails with {@code last-admin} where nobody would
   * be left; then it is as it was.
   *
   * @param before the account as it was read
   * @param write makes it none; given the account as it is by then, whose revision it has to demand
   * @return what {@code write} gives; lost where another write came first
   */
  Future<Outcome<User>> retire(User before, Function<User, Future<Outcome<User>>> write);
}
