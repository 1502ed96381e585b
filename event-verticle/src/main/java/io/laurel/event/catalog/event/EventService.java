package io.laurel.event.catalog.event;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.edit.IfMatch;
import io.laurel.event.catalog.event.EventStore.Filter;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.event.facts.condition.Yardstick;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.paging.PageRequest;
import io.laurel.security.Principal;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes events, and shows them. What becomes of one afterwards is {@link EventLifecycleService}.
 */
public final class EventService {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final EventStore store;
  private final Ids ids;
  private final Clock clock;
  private final Criteria criteria;

  /**
   * A service on that store.
   *
   * @param criteria reads conditions
   */
  public EventService(EventStore store, Ids ids, Clock clock, Criteria criteria) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.criteria = criteria;
  }

  /**
   * Makes a draft. Fails with {@code invalid-request} where its times are out of order or its
   * conditions cannot be.
   */
  public Future<Reply> create(Call call) {
    return criteria.yardstick(call.message()).compose(yardstick -> insert(call, yardstick));
  }

  private Future<Reply> insert(Call call, Yardstick yardstick) {
    String caller = call.principal().userId();
    Creation creation = Creation.of(ids, "evt", caller, "event.create", call.message());
    Instant now = now();
    Event event =
        new Event(
            creation.id(),
            EventTerms.of(call.message(), yardstick),
            EventState.DRAFT,
            1,
            caller,
            now,
            now,
            null,
            creation.fingerprint());
    Change change = Change.of(event.id(), null, event.toJson(now)).in(event.id());
    return store
        .insert(event, AuditEntry.of(call, change, ids, now))
        .compose(
            inserted ->
                inserted ? Future.succeededFuture(Reply.of(event.toJson(now))) : replay(creation));
  }

  private Future<Reply> replay(Creation creation) {
    return store
        .find(creation.id())
        .map(
            event -> {
              if (event == null) {
                throw Failure.unavailable("It is just being deleted; try again.", RETRY_AFTER);
              }
              creation.mustMatch(event.fingerprint());
              return Reply.replayed(event.toJson(now()));
            });
  }

  /**
   * One page of events; drafts for staff only. Fails with {@code invalid-cursor}, and with {@code
   * invalid-request} for times that are none, or in the wrong order.
   */
  public Future<Reply> list(Call call) {
    Instant now = now();
    EventOrder order = EventOrder.of(call.text("order"));
    return store
        .list(filter(call, now), order, PageRequest.of(call.message()))
        .map(page -> Reply.of(page.toJson(event -> event.toJson(now))));
  }

  private static Filter filter(Call call, Instant now) {
    String status = call.textOrNull("status");
    String q = call.textOrNull("q");
    Instant from = call.instantOrNull("from");
    Instant to = call.instantOrNull("to");
    if (from != null && to != null && !from.isBefore(to)) {
      throw Failure.invalidRequest("/from", "must be before to");
    }
    return new Filter(
        status == null ? null : EventStatus.valueOf(status),
        call.principal().isStaff(),
        now,
        q == null ? List.of() : Words.of(q),
        from,
        to);
  }

  /**
   * One event. Fails with {@code event-not-found}, also for a draft unless the caller is staff, and
   * with {@code version-mismatch} where a version was sent.
   */
  public Future<Reply> get(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return visible(call.principal(), call.text("eventId"))
        .map(
            event -> {
              precondition.check(event.version());
              return Reply.of(event.toJson(now()));
            });
  }

  /** The event, if the caller may see it. Fails with {@code event-not-found}. */
  public Future<Event> visible(Principal caller, String id) {
    return store
        .find(id)
        .map(
            event -> {
              if (event == null || !maySee(caller, event)) {
                throw notFound();
              }
              return event;
            });
  }

  /** Whether that caller is shown the event: drafts are for staff. */
  public static boolean maySee(Principal caller, Event event) {
    return event.state() != EventState.DRAFT || caller.isStaff();
  }

  private Instant now() {
    return Instants.now(clock);
  }

  /** Nothing there, or nothing that the caller may see: the same answer. */
  public static Failure notFound() {
    return Failure.notFound("event-not-found", "There is no such event.");
  }
}
