package io.laurel.event.catalog.accesscode;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Codes that were made together, or one word.
 *
 * @param rewardId what they are for; null for what their event gives
 * @param wordEnds how the word ends; null for codes
 * @param wanted how many codes were asked for
 * @param made how many there are at most: so many may have been shown
 * @param uses how many claims each of them is good for
 * @param createdBy user id
 * @param voidedAt from when on none of them counts; null where they do
 */
public record CodeBatch(
    String id,
    String eventId,
    @Nullable String rewardId,
    @Nullable String wordEnds,
    int wanted,
    int made,
    int uses,
    Instant createdAt,
    String createdBy,
    @Nullable Instant voidedAt) {
  static final String CODES_PREFIX = "bat";
  static final String WORD_PREFIX = "wrd";

  boolean isVoid() {
    return voidedAt != null;
  }

  /** The same of which that many are made. */
  CodeBatch withMade(int count) {
    return new CodeBatch(
        id, eventId, rewardId, wordEnds, wanted, count, uses, createdAt, createdBy, voidedAt);
  }

  /** Where a list goes on after it. */
  Cursor cursor() {
    return new Cursor(createdAt, id);
  }

  /** As listed. */
  JsonObject toJson(int used) {
    JsonObject json = new JsonObject().put("id", id);
    if (wordEnds == null) {
      json.put("batch", id);
    } else {
      json.put("wordEnds", wordEnds);
    }
    json.put("count", made)
        .put("uses", uses)
        .put("used", used)
        .put("createdAt", Instants.format(createdAt))
        .put("createdBy", createdBy);
    putPresent(json, "voidedAt", voidedAt == null ? null : Instants.format(voidedAt));
    return json;
  }

  /** A word as its maker is told. */
  JsonObject toWordJson() {
    return new JsonObject()
        .put("id", id)
        .put("wordEnds", wordEnds)
        .put("uses", uses)
        .put("createdAt", Instants.format(createdAt))
        .put("createdBy", createdBy);
  }

  /** What the audit keeps of its making. */
  JsonObject toEntry() {
    JsonObject json = new JsonObject().put("eventId", eventId);
    putPresent(json, "rewardId", rewardId);
    putPresent(json, "wordEnds", wordEnds);
    return json.put("batch", id).put("count", wanted).put("uses", uses);
  }
}
