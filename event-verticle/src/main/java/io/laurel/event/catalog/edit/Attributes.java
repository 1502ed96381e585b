package io.laurel.event.catalog.edit;

import io.laurel.failure.Failure;
import io.laurel.json.FreeObject;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The bounds on attributes that a patch alone keeps, but not together with what was there. */
public final class Attributes {
  private Attributes() {}

  /** Fails with {@code invalid-request} where they are too large or too deep; null has none. */
  public static void check(@Nullable JsonObject attributes) {
    if (attributes != null) {
      FreeObject.ATTRIBUTES.check(
          attributes,
          (way, detail) -> {
            throw Failure.invalidRequest("/attributes", detail);
          });
    }
  }
}
