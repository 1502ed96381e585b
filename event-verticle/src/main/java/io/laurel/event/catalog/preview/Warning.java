package io.laurel.event.catalog.preview;

import static io.laurel.json.JsonFields.putPresent;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Something that looks like a mistake.
 *
 * @param pointer into what a player sees; null for all of it
 */
record Warning(Code code, String detail, @Nullable String pointer) {
  /** What it is. */
  enum Code {
    NO_REWARDS("no-rewards"),
    WINDOW_OVER("window-over"),
    NO_CODES("no-codes"),
    NO_STOCK("no-stock"),
    CONDITIONS_UNREACHABLE("conditions-unreachable"),
    ENDPOINT_DISABLED("endpoint-disabled");

    private final String name;

    Code(String name) {
      this.name = name;
    }
  }

  /** As answered. */
  JsonObject toJson() {
    JsonObject json = new JsonObject().put("code", code.name).put("detail", detail);
    putPresent(json, "pointer", pointer);
    return json;
  }
}
