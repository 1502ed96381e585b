package io.laurel.event.catalog.endpoint;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Endpoints in a map. */
public final class InMemoryEndpointStore implements EndpointStore {
  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id).reversed();

  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final AuditStore audit;

  /** Endpoints whose entries are moved on to {@code audit}. */
  public InMemoryEndpointStore(AuditStore audit) {
    this.audit = audit;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> insert(Endpoint endpoint, AuditEntry entry) {
    return written(endpoints.putIfAbsent(endpoint.id(), endpoint) == null, entry);
  }

  @Override
  public synchronized Future<Optional<Endpoint>> find(String id) {
    return Future.succeededFuture(Optional.ofNullable(endpoints.get(id)));
  }

  @Override
  public synchronized Future<Long> count() {
    return Future.succeededFuture((long) endpoints.size());
  }

  @Override
  public synchronized Future<List<Endpoint>> all(int limit) {
    return Future.succeededFuture(endpoints.values().stream().limit(limit).toList());
  }

  @Override
  public synchronized Future<Page<Endpoint>> list(PageRequest page) {
    return Future.succeededFuture(
        Page.of(
            endpoints.values().stream()
                .filter(
                    each ->
                        page.after() == null
                            || NEWEST_FIRST.compare(each.cursor(), page.after()) > 0)
                .sorted(Comparator.comparing(Endpoint::cursor, NEWEST_FIRST))
                .limit(page.limit() + 1L)
                .toList(),
            page.limit(),
            Endpoint::cursor));
  }

  @Override
  public synchronized Future<Boolean> replace(Endpoint endpoint, AuditEntry entry) {
    Endpoint now = endpoints.get(endpoint.id());
    boolean asRead = now != null && now.version() == endpoint.version() - 1;
    if (asRead) {
      endpoints.put(endpoint.id(), endpoint);
    }
    return written(asRead, entry);
  }

  @Override
  public synchronized Future<Void> tell(String id, AuditEntry entry) {
    return written(endpoints.containsKey(id), entry).mapEmpty();
  }

  private Future<Boolean> written(boolean done, AuditEntry entry) {
    return done ? audit.add(entry).map(true) : Future.succeededFuture(false);
  }
}
