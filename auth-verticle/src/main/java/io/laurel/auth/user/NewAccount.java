package io.laurel.auth.user;

import io.laurel.auth.password.Seat;
import io.laurel.id.Creation;
import io.laurel.security.Role;
import java.util.Set;

/**
 * An account to be opened.
 *
 * @param creation its id, and the fingerprint of the request that opens it
 * @param email as {@link User#normalizedEmail} gives it
 * @param seat where its password waits to be hashed
 */
record NewAccount(
    Creation creation, String email, String username, String password, Set<Role> roles, Seat seat) {
  @Override
  public String toString() {
    return "NewAccount[" + creation.id() + "]";
  }
}
