package io.laurel.event.catalog.endpoint;

import io.laurel.event.catalog.seal.Sealed;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By what deliveries are signed, as it is kept: whoever has it and not the keys cannot sign.
 *
 * @param ends the last four characters of it as it was shown
 * @param until when it ceases to sign; null where that is not known
 */
public record EndpointSecret(String ends, Instant since, @Nullable Instant until, Sealed sealed) {
  /** Whether it signs what is sent at that time. */
  boolean signsAt(Instant now) {
    return until == null || now.isBefore(until);
  }

  /** The same, which ceases to sign then. */
  EndpointSecret endingAt(Instant end) {
    return new EndpointSecret(ends, since, end, sealed);
  }

  /** As answered: nothing that signs. */
  JsonObject toJson() {
    JsonObject json = new JsonObject().put("ends", ends).put("since", Instants.format(since));
    return until == null ? json : json.put("until", Instants.format(until));
  }
}
