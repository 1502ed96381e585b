package io.laurel.auth.apikey;

import io.laurel.audit.AuditEntry;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps API keys. Each takes one of its account's places until it is revoked, and no two the same,
 * which bounds how many an account has whoever makes them at once.
 */
interface ApiKeyStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Moves on the audit entries that a process left behind. */
  Future<Void> sweep();

  /** The places of that account that are taken. */
  Future<Set<Integer>> places(String userId);

  /**
   * Keeps a new key and its entry.
   *
   * @return false where another took that place; nothing is written
   */
  Future<Boolean> add(ApiKey key, int place, AuditEntry entry);

  /** The key of that id, revoked or not, or null. */
  Future<@Nullable ApiKey> byId(String id);

  /** One page of an account's keys that are not revoked, newest first. */
  Future<Page<ApiKey>> list(String userId, PageRequest page);

  /**
   * Revokes a key by one write that frees its place, forgets its hash and marks it as revoking.
   *
   * @return the key as it is now; null where it was revoked before, or there is none
   */
  Future<@Nullable ApiKey> revoke(String id, Instant at, AuditEntry entry);

  /** Keys that are marked as revoking, at most {@code limit}. */
  Future<List<ApiKey>> revoking(int limit);

  /** Whether that key is marked as revoking. */
  Future<Boolean> isRevoking(String id);

  /** Takes the mark away. Repeatable. */
  Future<Void> revoked(String id);

  /** Notes that a key was used in that hour. */
  Future<Void> used(String id, Instant hour);
}
