package io.laurel.mongo;

import io.laurel.json.JsonFields;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** BSON dates in documents. */
public final class MongoDates {
  private MongoDates() {}

  /** A date to store, or null for null; a bare instant would be stored as a text. */
  public static @Nullable MongoDate toDate(@Nullable Instant instant) {
    return instant == null ? null : MongoDate.of(instant);
  }

  /**
   * Dates from {@code from} to before {@code to}, each null for any; null where both are: every
   * date, and none.
   */
  public static @Nullable JsonObject range(@Nullable Instant from, @Nullable Instant to) {
    JsonObject range = new JsonObject();
    JsonFields.putPresent(range, "$gte", toDate(from));
    JsonFields.putPresent(range, "$lt", toDate(to));
    return range.isEmpty() ? null : range;
  }

  /** Dates from {@code from} to before {@code to}. */
  public static JsonObject between(Instant from, Instant to) {
    return Objects.requireNonNull(range(from, to));
  }

  /** The date in a field that every document of its kind has. */
  public static Instant fromDate(JsonObject document, String field) {
    return Objects.requireNonNull(fromDateOrNull(document, field));
  }

  /** The date in a field, or null where it is absent. */
  public static @Nullable Instant fromDateOrNull(JsonObject document, String field) {
    MongoDate date = (MongoDate) document.getValue(field);
    return date == null ? null : date.toInstant();
  }
}
