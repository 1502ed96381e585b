package io.laurel.event.catalog.edit;

import io.laurel.failure.Failure;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The bound on attributes that a patch alone cannot break, but together with what was there. */
public final class Attributes {
  /** As the contract has it. */
  private static final int MAX = 20;

  private Attributes() {}

  /** Fails with {@code invalid-request} where there are too many; null has none. */
  public static void check(@Nullable JsonObject attributes) {
    if (attributes != null && attributes.size() > MAX) {
      throw Failure.invalidRequest("/attributes", "must have at most " + MAX + " members");
    }
  }
}
