package io.laurel.event.catalog.reward;

import io.laurel.event.catalog.stock.Supply;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event gives.
 *
 * @param terms what its operators wrote
 * @param source the definition that it was made of; null for none
 * @param version from 1; each change is a new one
 * @param fingerprint of the request that made it, where that bore an {@code Idempotency-Key}; else
 *     null
 */
public record Reward(
    String id,
    String eventId,
    RewardTerms terms,
    @Nullable Source source,
    int version,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String fingerprint) {

  /**
   * A definition of the catalog, as it was copied.
   *
   * @param version the one that was copied
   */
  public record Source(String definitionId, int version) {}

  /** The same as a new one of another event, without codes. */
  public Reward copied(String toEvent, String itsId, Instant at) {
    RewardTerms copied = terms.coded() ? terms.withStock(0) : terms;
    return new Reward(itsId, toEvent, copied, source, 1, at, at, null);
  }

  /** Its next version, with other terms. */
  Reward with(RewardTerms others, Instant at) {
    return new Reward(id, eventId, others, source, version + 1, createdAt, at, fingerprint);
  }

  /** Whether its stock can run out. */
  public boolean isLimited() {
    return terms.stock() != null;
  }

  /** Grants available in all; null for unlimited. */
  public @Nullable Integer stock() {
    return terms.stock();
  }

  /** The same of a limited one. */
  public int units() {
    Integer units = terms.stock();
    if (units == null) {
      throw new IllegalStateException(id + " is unlimited");
    }
    return units;
  }

  /** What there is of a limited one. */
  public Supply supply() {
    return new Supply(eventId, id, units(), limit().count() > 1);
  }

  /** Whether it hands out codes that are imported. */
  public boolean isCoded() {
    return terms.coded();
  }

  /** Its next version, with another stock. */
  public Reward withStock(int stock, Instant at) {
    return with(terms.withStock(stock), at);
  }

  /** How often one user gets it. */
  public Limit limit() {
    return terms.limit();
  }

  /** What is asked for it besides what its event asks. */
  public Conditions conditions() {
    return terms.conditions();
  }

  /** Of the endpoint that it is delivered to once it is granted; null for none. */
  public @Nullable String endpointId() {
    return terms.endpointId();
  }

  /** Where a list goes on after this reward. */
  Cursor cursor() {
    return new Cursor(createdAt, id);
  }

  /** As answered; {@code remaining} is null where it is not told. */
  JsonObject toJson(@Nullable Integer remaining) {
    JsonObject json =
        new JsonObject().put("id", id).put("eventId", eventId).mergeIn(terms.toJson());
    if (remaining != null) {
      json.put("remaining", remaining);
    }
    if (source != null) {
      json.put("definitionId", source.definitionId()).put("definitionVersion", source.version());
    }
    return json.put("version", version)
        .put("createdAt", Instants.format(createdAt))
        .put("updatedAt", Instants.format(updatedAt));
  }
}
