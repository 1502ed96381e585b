package io.laurel.event.catalog.endpoint;

import io.laurel.audit.AuditEntry;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Keeps endpoints, and with each change the entry that tells of it: in the same write. */
public interface EndpointStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Does again what a dying process left undone. */
  default Future<Void> sweep() {
    return Future.succeededFuture();
  }

  /** Keeps a new endpoint; false where one of that id is there, which stays as it is. */
  Future<Boolean> insert(Endpoint endpoint, AuditEntry entry);

  /** The endpoint of that id, if there is one. */
  Future<Optional<Endpoint>> find(String id);

  /** How many there are. */
  Future<Long> count();

  /** Endpoints in no order, at most {@code limit}. */
  Future<List<Endpoint>> all(int limit);

  /** Endpoints newest first. */
  Future<Page<Endpoint>> list(PageRequest page);

  /**
   * Writes terms, secrets and time of an endpoint's next version.
   *
   * @param endpoint as it shall be; its version is the one that was read, plus one
   * @return false where it has another version by now: nothing is written
   */
  Future<Boolean> replace(Endpoint endpoint, AuditEntry entry);

  /** Keeps an entry with the endpoint of that id, which stays as it is. */
  Future<Void> tell(String id, AuditEntry entry);
}
