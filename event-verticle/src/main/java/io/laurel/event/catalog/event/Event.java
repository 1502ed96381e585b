package io.laurel.event.catalog.event;

import io.laurel.bus.Announcement;
import io.laurel.event.catalog.event.ClaimRules.Access;
import io.laurel.event.catalog.event.EventTerms.Schedule;
import io.laurel.event.facts.activity.Window;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time-boxed campaign.
 *
 * @param terms what its operators wrote
 * @param version from 1; each change is a new one
 * @param createdBy user id
 * @param publishedAt when it first was; null where it never was, or before this was kept
 * @param fingerprint of the request that made it, where that bore an {@code Idempotency-Key}; else
 *     null
 */
public record Event(
    String id,
    EventTerms terms,
    EventState state,
    int version,
    String createdBy,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant publishedAt,
    @Nullable String fingerprint) {
  /** An event is in another state, or was edited, or one of its rewards was. */
  public static final Announcement STATE_CHANGED = new Announcement("event.state-changed");

  /** Where an announcement names the event. */
  public static final String ANNOUNCED_ID = "eventId";

  /** When it runs. */
  public Schedule schedule() {
    return terms.schedule();
  }

  /** What is asked for any of its rewards. */
  public Conditions conditions() {
    return terms.conditions();
  }

  /** How its rewards are claimed. */
  public ClaimRules rules() {
    return terms.rules();
  }

  /** Whether a claim takes a code. */
  public boolean takesCodes() {
    return rules().access() == Access.CODE;
  }

  /**
   * Whether it never takes a claim again, as far as is known: it was canceled, or its time for
   * claims is over.
   */
  public boolean isOver(Instant now) {
    return switch (state) {
      case DRAFT -> false;
      case PUBLISHED, PAUSED -> now.isAfter(schedule().claimUntil());
      case CANCELED -> true;
    };
  }

  /** The status at that moment. */
  public EventStatus statusAt(Instant now) {
    return switch (state) {
      case DRAFT -> EventStatus.DRAFT;
      case PAUSED -> EventStatus.PAUSED;
      case CANCELED -> EventStatus.CANCELED;
      case PUBLISHED -> {
        if (now.isBefore(schedule().startsAt())) {
          yield EventStatus.UPCOMING;
        }
        yield now.isBefore(schedule().endsAt()) ? EventStatus.ACTIVE : EventStatus.ENDED;
      }
    };
  }

  /** Why no claims are taken at that moment, as a sentence; empty where they are. */
  public Optional<String> whyNoClaims(Instant now) {
    return switch (statusAt(now)) {
      case DRAFT -> Optional.of("It is not published.");
      case UPCOMING -> Optional.of("It has not started yet.");
      case PAUSED -> Optional.of("It is paused.");
      case CANCELED -> Optional.of("It was canceled.");
      case ACTIVE, ENDED ->
          now.isAfter(schedule().claimUntil())
              ? Optional.of("Claims are closed.")
              : Optional.empty();
    };
  }

  /** The time in which what a player did counts. */
  public Window window() {
    return new Window(schedule().startsAt(), schedule().endsAt());
  }

  /**
   * Whether claims may have been judged by it, so that it takes only what hurts nobody: from its
   * start on, and when it was canceled.
   */
  public boolean isRunning(Instant now) {
    return switch (state) {
      case DRAFT -> false;
      case PUBLISHED, PAUSED -> !now.isBefore(schedule().startsAt());
      case CANCELED -> true;
    };
  }

  /** Its next version, with other terms. */
  Event with(EventTerms others, Instant at) {
    return next(others, state, at, publishedAt);
  }

  /** Its next version, in another state. */
  public Event in(EventState other, Instant at) {
    return next(terms, other, at, state == EventState.DRAFT ? at : publishedAt);
  }

  private Event next(
      EventTerms itsTerms, EventState itsState, Instant at, @Nullable Instant published) {
    return new Event(
        id, itsTerms, itsState, version + 1, createdBy, createdAt, at, published, fingerprint);
  }

  /**
   * Whether it first was published by that moment, of an event that is or was. One that does not
   * know when was published before anybody could ask.
   */
  public boolean wasPublishedBy(Instant moment) {
    return publishedAt == null || !publishedAt.isAfter(moment);
  }

  /** What is told of it on the bus when it, or one of its rewards, was changed. */
  public JsonObject toAnnouncement() {
    return new JsonObject()
        .put(ANNOUNCED_ID, id)
        .put("state", state.name())
        .put("version", version);
  }

  /** As answered at that moment. */
  public JsonObject toJson(Instant now) {
    return new JsonObject()
        .put("id", id)
        .mergeIn(terms.toJson())
        .put("state", state.name())
        .put("status", statusAt(now).name())
        .put("version", version)
        .put("createdBy", createdBy)
        .put("createdAt", Instants.format(createdAt))
        .put("updatedAt", Instants.format(updatedAt));
  }
}
