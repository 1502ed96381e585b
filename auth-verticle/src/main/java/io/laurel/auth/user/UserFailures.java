package io.laurel.auth.user;

import io.laurel.failure.Failure;
import java.util.Set;

/** What is refused about accounts. */
final class UserFailures {
  private static final String ID_TAKEN = "id-taken";
  private static final String EXTERNAL_TAKEN = "external-taken";
  private static final String EMAIL_TAKEN = "email-taken";
  private static final String USERNAME_TAKEN = "username-taken";

  private UserFailures() {}

  /** Nobody is told: an id is taken only by an earlier run of the same request. */
  static Failure idTaken() {
    return Failure.conflict(ID_TAKEN, "An account of this id exists.");
  }

  /** Nobody is told: whoever exchanges the same token at the same time gets that account. */
  static Failure externalTaken() {
    return Failure.conflict(EXTERNAL_TAKEN, "An account of this subject exists.");
  }

  static Failure emailTaken() {
    return Failure.conflict(EMAIL_TAKEN, "An account with this e-mail address exists.");
  }

  static Failure usernameTaken() {
    return Failure.conflict(USERNAME_TAKEN, "An account with this username exists.");
  }

  static boolean isTaken(Throwable cause) {
    return cause instanceof Failure failure
        && Set.of(ID_TAKEN, EXTERNAL_TAKEN, EMAIL_TAKEN, USERNAME_TAKEN).contains(failure.code());
  }

  static boolean isUsernameTaken(Throwable cause) {
    return cause instanceof Failure failure && failure.code().equals(USERNAME_TAKEN);
  }

  static Failure notFound() {
    return Failure.notFound("user-not-found", "There is no such user.");
  }

  static Failure externalAccount() {
    return Failure.conflict(
        "external-account", "Who signs in by another's token bears USER, and nothing else.");
  }

  static Failure ownAccount() {
    return Failure.conflict("own-account", "Nobody suspends the own account; ask another ADMIN.");
  }
}
