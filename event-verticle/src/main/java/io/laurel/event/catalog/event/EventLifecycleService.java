package io.laurel.event.catalog.event;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.event.catalog.edit.IfMatch;
import io.laurel.event.catalog.edit.RunningEdit;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.event.facts.condition.Yardstick;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides what becomes of an event that is there. */
public final class EventLifecycleService {
  private final EventStore store;
  private final Ids ids;
  private final Clock clock;
  private final Criteria criteria;
  private final Consumer<Event> changed;

  /**
   * A service on that store.
   *
   * @param criteria reads conditions
   * @param changed is told each new version of an event
   */
  public EventLifecycleService(
      EventStore store, Ids ids, Clock clock, Criteria criteria, Consumer<Event> changed) {
    this.criteria = criteria;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * Publishes, pauses or cancels. Fails with {@code event-not-found}, {@code version-mismatch}
   * where a version was sent, also where it has that state already, {@code illegal-transition}.
   */
  public Future<Reply> setState(Call call) {
    IfMatch precondition = IfMatch.of(call);
    EventState target = EventState.valueOf(call.text("state"));
    return change(
        call,
        event -> {
          precondition.check(event.version());
          if (event.state() == target) {
            return Future.succeededFuture(event);
          }
          if (!event.state().next().contains(target)) {
            throw illegalTransition(event.state(), target);
          }
          return Future.succeededFuture(event.in(target, now()));
        });
  }

  /**
   * Edits an event by a JSON merge patch; one that changes nothing makes no version. Fails with
   * {@code event-not-found}, {@code if-match-required}, {@code version-mismatch}, {@code
   * invalid-request} where its times get out of order or its conditions cannot be, {@code
   * event-running}, also where its access changes though it was published.
   */
  public Future<Reply> update(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return change(
        call,
        event ->
            // A patch leaves what it does not name, which is judged anew.
            criteria
                .yardstick(call.message(), event.conditions())
                .map(yardstick -> edited(event, call.message(), precondition, yardstick)));
  }

  private Event edited(Event event, JsonObject patch, IfMatch precondition, Yardstick yardstick) {
    precondition.required().check(event.version());
    EventTerms terms = event.terms().patched(patch, yardstick);
    if (terms.equals(event.terms())) {
      return event;
    }
    if (event.state() != EventState.DRAFT
        && terms.rules().access() != event.terms().rules().access()) {
      throw RunningEdit.refusal("access is settled once an event was published");
    }
    Instant now = now();
    if (event.isRunning(now)) {
      terms.checkHarmlessAfter(event.terms());
    }
    return event.with(terms, now);
  }

  /**
   * Deletes a draft. Fails with {@code event-not-found}, {@code version-mismatch} where a version
   * was sent, {@code event-not-draft}.
   */
  public Future<Reply> delete(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return Edits.untilWon(() -> find(call).compose(event -> delete(call, event, precondition)))
        .map(Reply.empty());
  }

  private Future<Outcome<Event>> delete(Call call, Event event, IfMatch precondition) {
    precondition.check(event.version());
    if (event.state() != EventState.DRAFT) {
      throw Failure.conflict("event-not-draft", "Only a draft is deleted; cancel this event.");
    }
    Instant now = now();
    Change change = Change.of(event.id(), event.toJson(now), null).in(event.id());
    return store
        .delete(event, AuditEntry.of(call, change, ids, now))
        .map(deleted -> Edits.outcome(deleted, event));
  }

  /** Writes what {@code decide} makes of the event; the same version means that nothing changes. */
  private Future<Reply> change(Call call, Function<Event, Future<Event>> decide) {
    return Edits.untilWon(
            () ->
                find(call)
                    .compose(
                        before ->
                            decide
                                .apply(before)
                                .compose(
                                    after ->
                                        after.version() == before.version()
                                            ? Future.succeededFuture(new Unchanged<>(before))
                                            : replace(call, before, after))))
        .map(event -> Reply.of(event.toJson(now())));
  }

  private Future<Event> find(Call call) {
    return store
        .find(call.text("eventId"))
        .map(
            event -> {
              if (event == null) {
                throw EventService.notFound();
              }
              return event;
            });
  }

  private Future<Outcome<Event>> replace(Call call, Event before, Event after) {
    Instant at = after.updatedAt();
    Change change =
        Change.of(before.id(), before.toJson(at), after.toJson(at))
            .in(before.id())
            .because(call.textOrNull("reason"));
    return store
        .replace(after, AuditEntry.of(call, change, ids, at))
        .map(
            replaced -> {
              if (replaced) {
                changed.accept(after);
              }
              return Edits.outcome(replaced, after);
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

  private Instant now() {
    return Instants.now(clock);
  }
}
