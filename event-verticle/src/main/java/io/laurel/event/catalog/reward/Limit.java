package io.laurel.event.catalog.reward;

import io.vertx.core.json.JsonObject;

/**
 * How often one user gets a reward.
 *
 * @param count from 1 to 100
 * @param per in which period; days are those of the game
 */
public record Limit(int count, Period per) {
  /** Unless said otherwise. */
  public static final Limit ONCE = new Limit(1, Period.EVENT);

  private static final String FIELD = "limit";

  /** After which time a user may have it again. */
  public enum Period {
    /** Never. */
    EVENT,
    /** A day of the game. */
    DAY,
    /** An ISO-8601 week of days of the game. */
    WEEK,
    /** A month of days of the game. */
    MONTH
  }

  /** As sent or stored with a reward, default filled in. */
  static Limit of(JsonObject reward) {
    JsonObject limit = reward.getJsonObject(FIELD);
    return limit == null
        ? ONCE
        : new Limit(limit.getInteger("count"), Period.valueOf(limit.getString("per")));
  }

  /** Adds it to a reward that is answered or stored. */
  JsonObject addTo(JsonObject reward) {
    return reward.put(FIELD, new JsonObject().put("count", count).put("per", per.name()));
  }
}
