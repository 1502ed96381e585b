package io.laurel.event.catalog.definition;

import io.laurel.audit.AuditEntry;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Keeps the catalog, and with each change the entry that tells of it: in the same write. */
public interface DefinitionStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Does again what a dying process left undone. */
  default Future<Void> sweep() {
    return Future.succeededFuture();
  }

  /** Keeps a new definition; false where one of that id is there, which stays as it is. */
  Future<Boolean> insert(Definition definition, AuditEntry entry);

  /** The definition of that id, or null. */
  Future<@Nullable Definition> find(String id);

  /** Definitions newest first. */
  Future<Page<Definition>> list(PageRequest page);

  /**
   * Writes the terms and time of a definition's next version.
   *
   * @param definition as it shall be; its version is the one that was read, plus one
   * @return false where it has another version by now: nothing is written
   */
  Future<Boolean> replace(Definition definition, AuditEntry entry);
}
