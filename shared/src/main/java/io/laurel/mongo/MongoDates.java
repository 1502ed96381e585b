package io.laurel.mongo;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** BSON dates as the client's JSON writes them; a bare instant would be stored as a string. */
public final class MongoDates {
  private static final String DATE = "$date";

  private MongoDates() {}

  /** A date to store, or null for null. */
  public static JsonObject toDate(Instant instant) {
    return instant == null ? null : new JsonObject().put(DATE, instant.toString());
  }

  /** The date in a field, or null where it is absent. */
  public static Instant fromDate(JsonObject document, String field) {
    JsonObject date = document.getJsonObject(field);
    return date == null ? null : Instant.parse(date.getString(DATE));
  }
}
