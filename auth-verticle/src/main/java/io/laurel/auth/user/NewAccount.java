package io.laurel.auth.user;

import io.laurel.id.Creation;
import io.laurel.security.Role;
import java.util.Set;

/**
 * An account to be opened.
 *
 * @param creation its id, and the fingerprint of the request that opens it
 * @param email as {@link User#normalizedEmail} gives it
 */
record NewAccount(
    Creation creation, String email, String username, String password, Set<Role> roles) {
  @Override
  public String toString() {
    return "NewAccount[" + creation.id() + "]";
  }
}
