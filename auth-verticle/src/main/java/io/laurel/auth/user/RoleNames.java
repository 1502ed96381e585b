package io.laurel.auth.user;

import io.laurel.bus.Call;
import io.laurel.security.Role;
import java.util.EnumSet;
import java.util.Set;

/** The field {@code roles} of a call. */
final class RoleNames {
  private RoleNames() {}

  static Set<Role> parse(Call call) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    call.message().getJsonArray("roles").forEach(name -> roles.add(Role.valueOf((String) name)));
    return roles;
  }
}
