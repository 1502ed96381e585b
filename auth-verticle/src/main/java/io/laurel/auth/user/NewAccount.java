package io.laurel.auth.user;

import io.laurel.auth.password.Seat;
import io.laurel.id.Creation;
import io.laurel.security.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account to be opened.
 *
 * @param creation its id, and the fingerprint of the request that opens it
 * @param email as {@link User#normalizedEmail} gives it
 * @param password null for none: then nobody signs in by one
 * @param seat where its password waits to be hashed
 */
record NewAccount(
    Creation creation,
    String email,
    String username,
    @Nullable String password,
    Set<Role> roles,
    Seat seat) {
  @Override
  public String toString() {
    return "NewAccount[" + creation.id() + "]";
  }
}
