package io.laurel.auth.credential;

import io.laurel.auth.password.Passwords;
import io.laurel.auth.throttle.LoginThrottle;
import io.laurel.auth.throttle.Throttles;
import io.laurel.auth.user.UserStore;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Proofs of users for tests of other rooms. */
public final class Credentials {
  private Credentials() {}

  /** A check of those accounts under a throttle that knows no device. */
  public static CredentialCheck of(Vertx vertx, UserStore store, Passwords passwords, Clock clock) {
    return of(store, passwords, Throttles.counting(vertx, clock));
  }

  /** A check of those accounts under that throttle. */
  public static CredentialCheck of(UserStore store, Passwords passwords, LoginThrottle throttle) {
    return new CredentialCheck(store, passwords, throttle);
  }
}
