package io.laurel.event.event;

import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Events in a map. */
public final class InMemoryEventStore implements EventStore {
  static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparing(Cursor::at).thenComparing(Cursor::id).reversed();

  private final Map<String, Event> events = new HashMap<>();

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Boolean> insert(Event event) {
    return Future.succeededFuture(events.putIfAbsent(event.id(), event) == null);
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
  public synchronized Future<Event> setState(String id, int version, EventState state, Instant at) {
    Event event = events.get(id);
    if (event == null || event.version() != version) {
      return Future.succeededFuture(null);
    }
    Event after =
        new Event(
            id,
            event.name(),
            event.description(),
            event.schedule(),
            event.conditions(),
            state,
            version + 1,
            event.createdBy(),
            event.createdAt(),
            at,
            event.fingerprint());
    events.put(id, after);
    return Future.succeededFuture(after);
  }
}
