package io.laurel.bus;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers.
 *
 * @param body the answer's body; null where the contract knows none
 * @param headers response headers that the contract names and that do not follow from the body
 */
public record Reply(@Nullable JsonObject body, Map<String, String> headers) {
  private static final String REPLAYED = "Idempotency-Replayed";

  /** Copies the headers. */
  public Reply {
    headers = Map.copyOf(headers);
  }

  /** An answer with a body. */
  public static Reply of(JsonObject body) {
    return new Reply(body, Map.of());
  }

  /** An answer without a body. */
  public static Reply empty() {
    return new Reply(null, Map.of());
  }

  /** Whether it is that of an earlier call. */
  public boolean isReplayed() {
    return headers.containsKey(REPLAYED);
  }

  /** The object that an earlier call with the same {@code Idempotency-Key} made. */
  public static Reply replayed(JsonObject body) {
    return new Reply(body, Map.of(REPLAYED, "true"));
  }
}
