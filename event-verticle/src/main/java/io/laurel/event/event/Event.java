package io.laurel.event.event;

import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A time-boxed campaign.
 *
 * @param description null for none
 * @param schedule when it runs
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
    return json.put("startsAt", Instants.format(schedule.startsAt()))
        .put("endsAt", Instants.format(schedule.endsAt()))
        .put("claimUntil", Instants.format(schedule.claimUntil()))
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
