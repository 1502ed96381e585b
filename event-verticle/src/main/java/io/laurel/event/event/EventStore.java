package io.laurel.event.event;

import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;

/** Keeps events. */
public interface EventStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Keeps a new event; false where one of that id is there, which stays as it is. */
  Future<Boolean> insert(Event event);

  /** The event of that id, or null. */
  Future<Event> find(String id);

  /** Events newest first. */
  Future<Page<Event>> list(Filter filter, PageRequest page);

  /**
   * Sets the state if the event still has that version, and raises the version.
   *
   * @return the event after the change, or null where it has another version by now
   */
  Future<Event> setState(String id, int version, EventState state, Instant at);

  /**
   * Which events a list holds.
   *
   * @param status only those with this status, or null
   * @param drafts whether drafts are among them
   * @param now the moment at which the status is taken
   */
  record Filter(EventStatus status, boolean drafts, Instant now) {}
}
