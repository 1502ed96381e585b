package io.laurel.event.catalog.event;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.edit.Contents;
import io.laurel.event.catalog.event.EventStore.Filter;
import io.laurel.event.facts.condition.ConditionFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events: when there is something to win. */
public final class EventFeature implements Feature {
  private final EventStore store;
  private final EventService service;
  private final EventLifecycleService life;
  private final List<Consumer<Event>> listeners = new ArrayList<>();
  private final Contents contents = new Contents();

  /** The room at that site. */
  public EventFeature(Site site, ConditionFeature conditions) {
    store =
        site.supply(
            EventStore.class,
            () -> new MongoEventStore(site.database(), site.audit(), contents::removeOf));
    service = new EventService(store, site.ids(), site.clock(), conditions.criteria());
    life =
        new EventLifecycleService(
            store, site.ids(), site.clock(), conditions.criteria(), this::changed);
    listeners.add(
        event -> site.announcements().publish(Event.STATE_CHANGED, event.toAnnouncement()));
  }

  /** Makes events, and shows them. */
  public EventService events() {
    return service;
  }

  /** Events that are made in several steps. */
  public EventBeginnings beginnings() {
    return store;
  }

  /** The event of that id as it is now, whoever may see it; null where there is none. */
  public Future<@Nullable Event> find(String eventId) {
    return store.find(eventId);
  }

  /**
   * Published events that have begun and take claims without a code, by the end of that, then by
   * id.
   *
   * @param from an event of that end and id, and those after it; null for all
   */
  public Future<List<Event>> takingClaims(Instant now, @Nullable Cursor from, int limit) {
    return store.takingClaims(now, from, limit);
  }

  /** How many events have that status at that moment. */
  public Future<Long> count(EventStatus status, Instant now) {
    return store.count(new Filter(status, true, now));
  }

  /** Published events that have not begun, and begin before that time; the first one first. */
  public Future<List<Event>> startingBefore(Instant time, Instant now, int limit) {
    Filter upcoming = new Filter(EventStatus.UPCOMING, true, now, List.of(), null, time);
    return first(upcoming, EventOrder.STARTS_AT, limit);
  }

  /** Events that are ACTIVE at that moment, those that end first first. */
  public Future<List<Event>> running(Instant now, int limit) {
    return first(new Filter(EventStatus.ACTIVE, true, now), EventOrder.ENDS_AT, limit);
  }

  private Future<List<Event>> first(Filter filter, EventOrder order, int limit) {
    return store.list(filter, order, new PageRequest(limit, null)).map(Page::items);
  }

  /** Says that an event, or what belongs to it, was changed: here, then on every node. */
  public void changed(Event event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  /** Is told each changed event before other nodes are. */
  public void onChange(Consumer<Event> listener) {
    listeners.add(0, listener);
  }

  /**
   * Takes away what belongs to a deleted event, given its id; may be asked again. To be registered
   * before {@link #prepare}.
   */
  public void onDeletion(Function<String, Future<Void>> remover) {
    contents.add(remover);
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("events", store::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("event.create", service::create)
        .serve("event.list", service::list)
        .serve("event.get", service::get)
        .serve("event.setState", life::setState)
        .serve("event.update", life::update)
        .serve("event.delete", life::delete);
  }
}
