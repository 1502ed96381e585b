package io.laurel.event.catalog.event;

import io.laurel.audit.AuditEntry;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps events, and with each change the entry that tells of it: in the same write. */
public interface EventStore extends EventBeginnings {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Does again what a dying process left undone. */
  default Future<Void> sweep() {
    return Future.succeededFuture();
  }

  /** Keeps a new event; false where one of that id is there, which stays as it is. */
  Future<Boolean> insert(Event event, AuditEntry entry);

  /** The event of that id, or null. */
  Future<@Nullable Event> find(String id);

  /** One page of events, in that order. */
  Future<Page<Event>> list(Filter filter, EventOrder order, PageRequest page);

  /** How many there are. */
  Future<Long> count(Filter filter);

  /**
   * Published events that have begun and take claims without a code, by the end of that, then by
   * id.
   *
   * @param from an event of that end and id, and those after it; null for all
   */
  Future<List<Event>> takingClaims(Instant now, @Nullable Cursor from, int limit);

  /**
   * Writes the terms, state and time of an event's next version.
   *
   * @param event as it shall be; its version is the one that was read, plus one
   * @return false where the event has another version by now, or is gone: nothing is written
   */
  Future<Boolean> replace(Event event, AuditEntry entry);

  /**
   * Takes an event away, if it is a draft and still has the version given.
   *
   * @return false where it has another one by now, or is gone: nothing is changed
   */
  Future<Boolean> delete(Event draft, AuditEntry entry);

  /**
   * Which events a list holds.
   *
   * @param status only those with this status, or null
   * @param drafts whether drafts are among them
   * @param now the moment at which the status is taken
   * @param words each the beginning of a word of the name; none for any name
   * @param from only those that end after this time; null for all
   * @param to only those that start before this time; null for all
   */
  record Filter(
      @Nullable EventStatus status,
      boolean drafts,
      Instant now,
      List<String> words,
      @Nullable Instant from,
      @Nullable Instant to) {
    /** Copies the words. */
    public Filter {
      words = List.copyOf(words);
    }

    /** Of any name and time. */
    public Filter(@Nullable EventStatus status, boolean drafts, Instant now) {
      this(status, drafts, now, List.of(), null, null);
    }
  }
}
