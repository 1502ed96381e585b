package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Accounts as an import finds and adds them. */
public interface ImportAccounts {
  /** The account of that address, given as {@link User#normalizedEmail} makes it, or null. */
  Future<@Nullable User> byEmail(String email);

  /** The account of that username, in any spelling, or null. */
  Future<@Nullable User> byUsername(String username);

  /**
   * Adds an account, with the entry that tells of it, in one write. Fails with {@code id-taken},
   * {@code external-taken}, {@code email-taken} or {@code username-taken}, the first of these that
   * holds.
   *
   * @param entry null for none
   */
  Future<Void> add(User user, @Nullable AuditEntry entry);
}
