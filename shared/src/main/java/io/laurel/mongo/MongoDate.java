package io.laurel.mongo;

import com.fasterxml.jackson.annotation.JsonValue;
import io.vertx.core.shareddata.Shareable;
import io.vertx.ext.mongo.impl.codec.json.JsonObjectCodec;
import java.time.Instant;
import java.util.Map;

/**
 * A BSON date in a document, which {@link DocumentCodec} writes and reads. No {@code Instant}: JSON
 * objects make a text of one where they are asked for a value or walked through, and it would be
 * stored as such.
 *
 * @param millis since 1970, as BSON has it
 */
public record MongoDate(long millis) implements Shareable {
  /** The date of an instant, cut to milliseconds. */
  public static MongoDate of(Instant instant) {
    return new MongoDate(instant.toEpochMilli());
  }

  /** As an instant. */
  public Instant toInstant() {
    return Instant.ofEpochMilli(millis);
  }

  /** As the client's own JSON has it, which it makes of each stage of a pipeline. */
  @JsonValue
  Map<String, String> toExtendedJson() {
    return Map.of(JsonObjectCodec.DATE_FIELD, toString());
  }

  /** Itself: nothing of it changes. */
  @Override
  public Shareable copy() {
    return this;
  }

  /** As people read it. */
  @Override
  public String toString() {
    return toInstant().toString();
  }
}
