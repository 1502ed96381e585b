package io.laurel.audit;

import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;

/** Keeps audit entries: they are added and read, never changed. */
public interface AuditStore {
  /**
   * Which entries are listed; each part may be null, for any.
   *
   * @param from entries of this time or later
   * @param to entries before this time
   */
  record Filter(String actor, String action, String target, Instant from, Instant to) {}

  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Adds an entry, or nothing where it is there: a move that was cut short is done again. */
  Future<Void> add(AuditEntry entry);

  /** One page, newest first. */
  Future<Page<AuditEntry>> list(Filter filter, PageRequest page);
}
