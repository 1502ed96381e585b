package io.laurel.audit;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.bus.Call;
import io.laurel.id.Ids;
import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to which object, when and why. It is put into the changed document by the write that
 * changes it, so that neither exists without the other, and moved to the audit collection
 * afterwards.
 *
 * @param id {@code aud_…}
 * @param at when
 * @param actor user id, or {@code system}
 * @param action bus address of the operation
 * @param target id of the changed object
 * @param eventId of the event to which that belongs, perhaps its own; null for none
 * @param before what the change replaced; null where the object is new
 * @param after what it is now; null where the object is gone
 * @param reason as the actor gave it; null for none
 * @param requestId of the request; null where the system acted on its own
 */
public record AuditEntry(
    String id,
    Instant at,
    String actor,
    String action,
    String target,
    @Nullable String eventId,
    @Nullable JsonObject before,
    @Nullable JsonObject after,
    @Nullable String reason,
    @Nullable String requestId) {
  /** Who acts where nobody asked for it. */
  public static final String SYSTEM = "system";

  private static final String PREFIX = "aud";

  /**
   * What an entry tells of the change itself. Holds no secret, password hash or e-mail address.
   *
   * @param target id of the changed object
   * @param eventId of the event to which that belongs, perhaps its own; null for none
   * @param before null where the object is new
   * @param after null where the object is gone
   * @param reason null for none
   */
  public record Change(
      String target,
      @Nullable String eventId,
      @Nullable JsonObject before,
      @Nullable JsonObject after,
      @Nullable String reason) {
    /** A change without a reason, of what belongs to no event. */
    public static Change of(
        String target, @Nullable JsonObject before, @Nullable JsonObject after) {
      return new Change(target, null, before, after, null);
    }

    /** The same change of what belongs to that event, or is it. */
    public Change in(String event) {
      return new Change(target, event, before, after, reason);
    }

    /** The same change for that reason; null for none. */
    public Change because(@Nullable String why) {
      return new Change(target, eventId, before, after, why);
    }
  }

  /** The entry of a change that an admitted call makes. */
  public static AuditEntry of(Call call, Change change, Ids ids, Instant at) {
    return new AuditEntry(
        ids.next(PREFIX),
        at,
        call.principal().userId(),
        call.operation(),
        change.target(),
        change.eventId(),
        change.before(),
        change.after(),
        change.reason(),
        call.requestId());
  }

  /** The entry of a change that nobody called for, such as the first start of a process. */
  public static AuditEntry bySystem(String action, Change change, Ids ids, Instant at) {
    return new AuditEntry(
        ids.next(PREFIX),
        at,
        SYSTEM,
        action,
        change.target(),
        change.eventId(),
        change.before(),
        change.after(),
        change.reason(),
        null);
  }

  Cursor cursor() {
    return new Cursor(at, id);
  }

  /** As answered: the contract's {@code AuditEntry}. */
  public JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("at", Instants.format(at))
            .put("actor", actor)
            .put("action", action)
            .put("target", target);
    putPresent(json, "eventId", eventId);
    putPresent(json, "before", before);
    putPresent(json, "after", after);
    putPresent(json, "reason", reason);
    putPresent(json, "requestId", requestId);
    return json;
  }
}
