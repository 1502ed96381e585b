package io.laurel.auth.userimport;

import io.laurel.auth.user.Standing;
import io.laurel.auth.user.User;
import io.laurel.security.Role;
import java.time.Instant;
import java.util.Set;

/**
 * A row that can become an account.
 *
 * @param email normalized
 * @param passwordHash bcrypt
 */
record Candidate(
    String email, String username, String passwordHash, Set<Role> roles, boolean suspended) {
  User toUser(String id, Instant at) {
    return new User(
        id, email, username, passwordHash, roles, suspended, Standing.NEW, 0, at, at, null, null);
  }

  /** Whether that account is this one, imported before. */
  boolean isSameAs(User user) {
    return email.equals(user.email()) && User.usernameKey(username).equals(user.usernameKey());
  }

  @Override
  public String toString() {
    return "Candidate[" + username + "]";
  }
}
