package io.laurel.event.event;

import io.laurel.event.activity.Window;
import io.laurel.event.condition.Conditions;
import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A time-boxed campaign.
 *
 * @param description null for none
 * @param schedule when it runs
 * @param conditions what is asked for any of its rewards
 * @param version from 1; each change is a new one
 * @param createdBy user id
 * @param fingerprint of the request that made it, where that bore an {@code Idempotency-Key}; else
 *     null
 */
public record Event(
    String id,
    String name,
    String description,
    Schedule schedule,
    Conditions conditions,
    EventState state,
    int version,
    String createdBy,
    Instant createdAt,
    Instant updatedAt,
    String fingerprint) {

  /**
   * When an event runs: facts count in {@code [startsAt, endsAt)}, claims are taken in {@code
   * [startsAt, claimUntil]}.
   *
   * @param claimUntil not before {@code endsAt}
   */
  public record Schedule(Instant startsAt, Instant endsAt, Instant claimUntil) {}

  /** The status at that moment. */
  public EventStatus statusAt(Instant now) {
    return switch (state) {
      case DRAFT -> EventStatus.DRAFT;
      case PAUSED -> EventStatus.PAUSED;
      case CANCELED -> EventStatus.CANCELED;
      case PUBLISHED -> {
        if (now.isBefore(schedule.startsAt())) {
          yield EventStatus.UPCOMING;
        }
        yield now.isBefore(schedule.endsAt()) ? EventStatus.ACTIVE : EventStatus.ENDED;
      }
    };
  }

  /** Why no claims are taken at that moment, as a sentence; null where they are. */
  public String whyNoClaims(Instant now) {
    return switch (statusAt(now)) {
      case DRAFT -> "It is not published.";
      case UPCOMING -> "It has not started yet.";
      case PAUSED -> "It is paused.";
      case CANCELED -> "It was canceled.";
      case ACTIVE, ENDED -> now.isAfter(schedule.claimUntil()) ? "Claims are closed." : null;
    };
  }

  /** The time in which what a player did counts. */
  public Window window() {
    return new Window(schedule.startsAt(), schedule.endsAt());
  }

  /** Where a list goes on after this event. */
  Cursor cursor() {
    return new Cursor(createdAt, id);
  }

  /** As answered. */
  JsonObject toJson(Instant now) {
    JsonObject json = new JsonObject().put("id", id).put("name", name);
    if (description != null) {
      json.put("description", description);
    }
    json.put("startsAt", Instants.format(schedule.startsAt()))
        .put("endsAt", Instants.format(schedule.endsAt()))
        .put("claimUntil", Instants.format(schedule.claimUntil()));
    return conditions
        .addTo(json)
        .put("claimMode", "EACH")
        .put("approval", "AUTO")
        .put("state", state.name())
        .put("status", statusAt(now).name())
        .put("version", version)
        .put("createdBy", createdBy)
        .put("createdAt", Instants.format(createdAt))
        .put("updatedAt", Instants.format(updatedAt));
  }
}
