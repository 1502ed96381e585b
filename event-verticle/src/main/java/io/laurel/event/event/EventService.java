package io.laurel.event.event;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.condition.Conditions;
import io.laurel.event.condition.Criteria;
import io.laurel.event.event.Event.Schedule;
import io.laurel.event.event.EventStore.Filter;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.paging.PageRequest;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Decides about events. */
public final class EventService {
  /** Writers that race for one event's next version; each loss means that another one won. */
  private static final int MAX_RACES = 20;

  private final EventStore store;
  private final Ids ids;
  private final Clock clock;
  private final Criteria criteria;
  private final Consumer<String> changed;

  /**
   * A service on that store.
   *
   * @param criteria reads conditions
   * @param changed is told the id of each event that was changed
   */
  public EventService(
      EventStore store, Ids ids, Clock clock, Criteria criteria, Consumer<String> changed) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.criteria = criteria;
    this.changed = changed;
  }

  /**
   * Makes a draft. Fails with {@code invalid-request} where its times are out of order or its
   * conditions cannot be.
   */
  public Future<Reply> create(Call call) {
    return criteria.ready(Conditions.of(call.message())).compose(ready -> insert(call));
  }

  private Future<Reply> insert(Call call) {
    String caller = call.principal().userId();
    Creation creation = Creation.of(ids, "evt", caller, "event.create", call.message());
    Instant now = now();
    List<Fault> faults = new ArrayList<>();
    Schedule schedule = schedule(call, faults);
    Conditions conditions = criteria.read(call.message(), faults);
    Failure.throwIfAny(faults);
    Event event =
        new Event(
            creation.id(),
            call.text("name"),
            call.text("description"),
            schedule,
            conditions,
            EventState.DRAFT,
            1,
            caller,
            now,
            now,
            creation.fingerprint());
    return store
        .insert(event)
        .compose(
            inserted ->
                inserted ? Future.succeededFuture(Reply.of(event.toJson(now))) : replay(creation));
  }

  private Future<Reply> replay(Creation creation) {
    return store
        .find(creation.id())
        .map(
            event -> {
              creation.mustMatch(event.fingerprint());
              return Reply.replayed(event.toJson(now()));
            });
  }

  /** One page of events; drafts for staff only. */
  public Future<Reply> list(Call call) {
    String status = call.text("status");
    Instant now = now();
    Filter filter =
        new Filter(
            status == null ? null : EventStatus.valueOf(status), seesDrafts(call.principal()), now);
    return store
        .list(filter, PageRequest.of(call.message()))
        .map(page -> Reply.of(page.toJson(event -> event.toJson(now))));
  }

  /** One event. Fails with {@code event-not-found}, also for a draft unless the caller is staff. */
  public Future<Reply> get(Call call) {
    return visible(call.principal(), call.text("eventId"))
        .map(event -> Reply.of(event.toJson(now())));
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

  /**
   * Publishes, pauses or cancels. Fails with {@code event-not-found}, {@code illegal-transition}.
   */
  public Future<Reply> setState(Call call) {
    EventState target = EventState.valueOf(call.text("state"));
    return setState(call.text("eventId"), target, MAX_RACES)
        .map(event -> Reply.of(event.toJson(now())));
  }

  private Future<Event> setState(String id, EventState target, int races) {
    return store
        .find(id)
        .compose(
            event -> {
              if (event == null) {
                throw notFound();
              }
              return event.state() == target
                  ? Future.succeededFuture(event)
                  : transition(event, target, races);
            });
  }

  private Future<Event> transition(Event event, EventState target, int races) {
    if (!event.state().next().contains(target)) {
      return illegalTransition(event.state(), target).asFuture();
    }
    if (races == 0) {
      return Failure.conflict(
              "version-mismatch", "The event is being changed by others; read it again.")
          .asFuture();
    }
    return store
        .setState(event.id(), event.version(), target, now())
        .compose(
            after -> {
              changed.accept(event.id());
              return after == null
                  ? setState(event.id(), target, races - 1)
                  : Future.succeededFuture(after);
            });
  }

  private static Failure illegalTransition(EventState from, EventState to) {
    String legal = from.next().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    return Failure.conflict(
        "illegal-transition",
        "From "
            + from
            + " an event cannot become "
            + to
            + "; legal: "
            + (legal.isEmpty() ? "none" : legal)
            + ".");
  }

  private static Schedule schedule(Call call, List<Fault> faults) {
    Instant startsAt = Instants.parse(call.text("startsAt"), "/startsAt");
    Instant endsAt = Instants.parse(call.text("endsAt"), "/endsAt");
    String until = call.text("claimUntil");
    Instant claimUntil = until == null ? endsAt : Instants.parse(until, "/claimUntil");
    if (!startsAt.isBefore(endsAt)) {
      faults.add(new Fault("/endsAt", "must be after startsAt"));
    }
    if (claimUntil.isBefore(endsAt)) {
      faults.add(new Fault("/claimUntil", "must not be before endsAt"));
    }
    return new Schedule(startsAt, endsAt, claimUntil);
  }

  /** Whether that caller is shown the event: drafts are for staff. */
  public static boolean maySee(Principal caller, Event event) {
    return event.state() != EventState.DRAFT || seesDrafts(caller);
  }

  private static boolean seesDrafts(Principal caller) {
    return caller.hasAny(Role.OPERATOR, Role.AUDITOR, Role.ADMIN);
  }

  private Instant now() {
    return Instants.now(clock);
  }

  /** Nothing there, or nothing that the caller may see: the same answer. */
  public static Failure notFound() {
    return Failure.notFound("event-not-found", "There is no such event.");
  }
}
