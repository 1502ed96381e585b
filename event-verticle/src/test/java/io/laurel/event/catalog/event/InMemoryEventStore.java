package io.laurel.event.catalog.event;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events in a map. */
public final class InMemoryEventStore implements EventStore {
  static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id).reversed();

  private final Map<String, Event> events = new HashMap<>();
  private final AuditStore audit;

  /** Events whose entries are moved on to {@code audit}. */
  public InMemoryEventStore(AuditStore audit) {
    this.audit = audit;
  }

  /** Events whose entries nobody reads. */
  public InMemoryEventStore() {
    this(new InMemoryAuditStore());
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> insert(Event event, AuditEntry entry) {
    return written(events.putIfAbsent(event.id(), event) == null, entry);
  }

  @Override
  public synchronized Future<Event> find(String id) {
    return Future.succeededFuture(events.get(id));
  }

  @Override
  public synchronized Future<Page<Event>> list(Filter filter, PageRequest page) {
    return Future.succeededFuture(
        Page.of(
            events.values().stream()
                .filter(event -> filter.drafts() || event.state() != EventState.DRAFT)
                .filter(
                    event ->
                        filter.status() == null || event.statusAt(filter.now()) == filter.status())
                .filter(
                    event ->
                        page.after() == null
                            || NEWEST_FIRST.compare(event.cursor(), page.after()) > 0)
                .sorted(Comparator.comparing(Event::cursor, NEWEST_FIRST))
                .limit(page.limit() + 1L)
                .toList(),
            page.limit(),
            Event::cursor));
  }

  @Override
  public synchronized Future<List<Event>> takingClaims(Instant now, Cursor from, int limit) {
    Comparator<Event> order =
        Comparator.<Event, Instant>comparing(event -> event.schedule().claimUntil())
            .thenComparing(Event::id);
    return Future.succeededFuture(
        events.values().stream()
            .filter(event -> event.state() == EventState.PUBLISHED)
            .filter(event -> !event.takesCodes())
            .filter(event -> !event.schedule().startsAt().isAfter(now))
            .filter(event -> event.schedule().claimUntil().isAfter(now))
            .filter(event -> from == null || isFrom(event, from))
            .sorted(order)
            .limit(limit)
            .toList());
  }

  private static boolean isFrom(Event event, Cursor from) {
    int byEnd = event.schedule().claimUntil().compareTo(from.at());
    return byEnd > 0 || (byEnd == 0 && event.id().compareTo(from.id()) >= 0);
  }

  @Override
  public synchronized Future<Boolean> replace(Event event, AuditEntry entry) {
    boolean asRead = has(event.id(), event.version() - 1);
    if (asRead) {
      events.put(event.id(), event);
    }
    return written(asRead, entry);
  }

  @Override
  public synchronized Future<Boolean> delete(Event draft, AuditEntry entry) {
    boolean asRead =
        has(draft.id(), draft.version()) && events.get(draft.id()).state() == EventState.DRAFT;
    if (asRead) {
      events.remove(draft.id());
    }
    return written(asRead, entry);
  }

  private boolean has(String id, int version) {
    return events.containsKey(id) && events.get(id).version() == version;
  }

  private Future<Boolean> written(boolean done, AuditEntry entry) {
    return done ? audit.add(entry).map(true) : Future.succeededFuture(false);
  }
}
