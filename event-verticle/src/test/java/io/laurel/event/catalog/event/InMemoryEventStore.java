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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Events in a map. */
public final class InMemoryEventStore implements EventStore {
  private final Map<String, Event> events = new HashMap<>();
  private final Map<String, Beginning> begun = new HashMap<>();
  private final Map<String, Instant> takenUp = new HashMap<>();
  private final AuditStore audit;
  private final Consumer<String> contents;

  /** Events whose entries are moved on to {@code audit}. */
  public InMemoryEventStore(AuditStore audit) {
    this(audit, gone -> {});
  }

  /**
   * The same.
   *
   * @param contents hears whose contents are to go
   */
  InMemoryEventStore(AuditStore audit, Consumer<String> contents) {
    this.audit = audit;
    this.contents = contents;
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
    return written(
        !begun.containsKey(event.id()) && events.putIfAbsent(event.id(), event) == null, entry);
  }

  @Override
  public synchronized Future<Boolean> begin(Beginning beginning) {
    String id = beginning.draft().id();
    boolean isNew = !events.containsKey(id) && !begun.containsKey(id);
    if (isNew) {
      begun.put(id, beginning);
      takenUp.put(id, beginning.draft().updatedAt());
    }
    return Future.succeededFuture(isNew);
  }

  @Override
  public synchronized Future<Optional<Beginning>> takeUp(String id, Instant now) {
    takenUp.computeIfPresent(id, (key, before) -> now);
    return Future.succeededFuture(Optional.ofNullable(begun.get(id)));
  }

  @Override
  public synchronized Future<Boolean> finish(Event draft, AuditEntry entry) {
    Beginning beginning = begun.remove(draft.id());
    takenUp.remove(draft.id());
    if (beginning != null) {
      events.put(draft.id(), draft);
    }
    return written(beginning != null, entry);
  }

  @Override
  public synchronized Future<Void> dropBegunBefore(Instant moment) {
    List<String> old =
        takenUp.entrySet().stream()
            .filter(each -> each.getValue().isBefore(moment))
            .map(Map.Entry::getKey)
            .toList();
    for (String id : old) {
      takenUp.remove(id);
      begun.remove(id);
      contents.accept(id);
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Event> find(String id) {
    return Future.succeededFuture(events.get(id));
  }

  @Override
  public synchronized Future<Page<Event>> list(Filter filter, EventOrder order, PageRequest page) {
    Comparator<Cursor> cursors = order.pages().comparator();
    return Future.succeededFuture(
        Page.of(
            of(filter)
                .filter(
                    event ->
                        page.after() == null
                            || cursors.compare(order.cursor(event), page.after()) > 0)
                .sorted(Comparator.comparing(order::cursor, cursors))
                .limit(page.limit() + 1L)
                .toList(),
            page.limit(),
            order::cursor));
  }

  @Override
  public synchronized Future<Long> count(Filter filter) {
    return Future.succeededFuture(of(filter).count());
  }

  private Stream<Event> of(Filter filter) {
    return events.values().stream()
        .filter(event -> filter.drafts() || event.state() != EventState.DRAFT)
        .filter(event -> filter.status() == null || event.statusAt(filter.now()) == filter.status())
        .filter(
            event ->
                filter.words().stream()
                    .allMatch(
                        beginning ->
                            Words.of(event.terms().name()).stream()
                                .anyMatch(word -> word.startsWith(beginning))))
        .filter(event -> filter.from() == null || event.schedule().endsAt().isAfter(filter.from()))
        .filter(event -> filter.to() == null || event.schedule().startsAt().isBefore(filter.to()));
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
