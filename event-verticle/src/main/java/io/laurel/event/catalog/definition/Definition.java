package io.laurel.event.catalog.definition;

import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalog, of which rewards are made. They copy it: what becomes of it later
 * changes none of them.
 *
 * @param terms what its operators wrote
 * @param version from 1; each change is a new one
 * @param fingerprint of the request that made it, where that bore an {@code Idempotency-Key}; else
 *     null
 */
public record Definition(
    String id,
    DefinitionTerms terms,
    int version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String fingerprint) {

  /** The fields that a reward made of it takes over. */
  public JsonObject copied() {
    return terms.copied();
  }

  /** Its next version. */
  Definition with(DefinitionTerms others, Instant at) {
    return new Definition(id, others, version + 1, createdAt, at, fingerprint);
  }

  /** Where a list goes on after it. */
  Cursor cursor() {
    return new Cursor(createdAt, id);
  }

  /** As answered. */
  JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .mergeIn(terms.toJson())
        .put("version", version)
        .put("createdAt", Instants.format(createdAt))
        .put("updatedAt", Instants.format(updatedAt));
  }
}
