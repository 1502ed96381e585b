package io.laurel.audit;

import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps audit entries: they are added and read, never changed. */
public interface AuditStore {
  /**
   * Which entries are listed; each part may be null, for any.
   *
   * @param eventId entries about this event and what belongs to it
   * @param from entries of this time or later
   * @param to entries before this time
   */
  record Filter(
      @Nullable String actor,
      @Nullable String action,
      @Nullable String target,
      @Nullable String eventId,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Adds an entry, or nothing where it is there: a move that was cut short is done again. */
  Future<Void> add(AuditEntry entry);

  /** One page, newest first. */
  Future<Page<AuditEntry>> list(Filter filter, PageRequest page);
}
