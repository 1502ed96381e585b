package io.laurel.contract;

import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import java.util.Collections;
import java.util.Set;

/**
 * Who is admitted to an operation.
 *
 * @param open whether anyone is, signed in or not
 * @param roles the roles of which any one admits; empty means every signed-in caller
 */
public record Access(boolean open, Set<Role> roles) {
  /** Copies the roles. */
  public Access {
    roles = Set.copyOf(roles);
  }

  /** Fails with {@code unauthorized} or {@code forbidden} where the caller is not admitted. */
  public void check(Principal principal) {
    if (open) {
      return;
    }
    if (principal.isAnonymous()) {
      throw Failure.unauthorized();
    }
    if (!roles.isEmpty() && Collections.disjoint(roles, principal.roles())) {
      throw Failure.forbidden();
    }
  }
}
