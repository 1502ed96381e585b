package io.laurel.auth.user;

import io.laurel.failure.Failure;

/** What is refused about accounts. */
final class UserFailures {
  private static final String EMAIL_TAKEN = "email-taken";
  private static final String USERNAME_TAKEN = "username-taken";

  private UserFailures() {}

  static Failure emailTaken() {
    return Failure.conflict(EMAIL_TAKEN, "An account with this e-mail address exists.");
  }

  static Failure usernameTaken() {
    return Failure.conflict(USERNAME_TAKEN, "An account with this username exists.");
  }

  static boolean isTaken(Throwable cause) {
    return cause instanceof Failure failure
        && (failure.code().equals(EMAIL_TAKEN) || failure.code().equals(USERNAME_TAKEN));
  }

  /** The same for unknown, wrong and suspended: nobody learns which accounts exist. */
  static Failure invalidCredentials() {
    return Failure.unauthorized("invalid-credentials", "Login or password is wrong.");
  }
}
