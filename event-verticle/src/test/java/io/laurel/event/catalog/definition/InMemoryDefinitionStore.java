package io.laurel.event.catalog.definition;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The catalog in a map. */
public final class InMemoryDefinitionStore implements DefinitionStore {
  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id).reversed();

  private final Map<String, Definition> definitions = new HashMap<>();
  private final AuditStore audit;

  /** Definitions whose entries are moved on to {@code audit}. */
  public InMemoryDefinitionStore(AuditStore audit) {
    this.audit = audit;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> insert(Definition definition, AuditEntry entry) {
    return written(definitions.putIfAbsent(definition.id(), definition) == null, entry);
  }

  @Override
  public synchronized Future<Definition> find(String id) {
    return Future.succeededFuture(definitions.get(id));
  }

  @Override
  public synchronized Future<Page<Definition>> list(PageRequest page) {
    return Future.succeededFuture(
        Page.of(
            definitions.values().stream()
                .filter(
                    each ->
                        page.after() == null
                            || NEWEST_FIRST.compare(each.cursor(), page.after()) > 0)
                .sorted(Comparator.comparing(Definition::cursor, NEWEST_FIRST))
                .limit(page.limit() + 1L)
                .toList(),
            page.limit(),
            Definition::cursor));
  }

  @Override
  public synchronized Future<Boolean> replace(Definition definition, AuditEntry entry) {
    Definition now = definitions.get(definition.id());
    boolean asRead = now != null && now.version() == definition.version() - 1;
    if (asRead) {
      definitions.put(definition.id(), definition);
    }
    return written(asRead, entry);
  }

  private Future<Boolean> written(boolean done, AuditEntry entry) {
    return done ? audit.add(entry).map(true) : Future.succeededFuture(false);
  }
}
