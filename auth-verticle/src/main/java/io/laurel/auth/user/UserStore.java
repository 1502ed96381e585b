package io.laurel.auth.user;

import io.laurel.security.Role;
import io.vertx.core.Future;

/** Keeps accounts; no two share an address or, in any spelling, a username. */
public interface UserStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /**
   * Adds an account in one write. Fails with {@code email-taken} (also where both are) or {@code
   * username-taken}.
   */
  Future<Void> add(User user);

  /** The account of that id, or null. */
  Future<User> byId(String id);

  /** The account of that address, given as {@link User#normalizedEmail} makes it, or null. */
  Future<User> byEmail(String email);

  /** The account of that username, in any spelling, or null. */
  Future<User> byUsername(String username);

  /** Whether an account has the role. May look at every account: for the start of a process. */
  Future<Boolean> anyWith(Role role);
}
