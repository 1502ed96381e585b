package io.laurel.event.catalog.definition;

import io.laurel.event.catalog.edit.Attributes;
import io.laurel.event.catalog.edit.MergePatch;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What an operator writes of a definition.
 *
 * @param type the studio's own word
 * @param description null for none
 * @param attributes scalars that are handed over at delivery; null for none
 * @param active whether rewards may be made of it
 */
public record DefinitionTerms(
    String name,
    String type,
    @Nullable String description,
    @Nullable JsonObject attributes,
    boolean active) {
  /** As sent, defaults filled in. */
  static DefinitionTerms of(JsonObject sent) {
    return new DefinitionTerms(
        sent.getString("name"),
        sent.getString("type"),
        sent.getString("description"),
        sent.getJsonObject("attributes"),
        sent.getBoolean("active", true));
  }

  /** These terms with a JSON merge patch applied. Fails with {@code invalid-request}. */
  DefinitionTerms patched(JsonObject patch) {
    DefinitionTerms after = of(MergePatch.apply(toJson(), patch));
    Attributes.check(after.attributes);
    return after;
  }

  /** What a reward takes over: the fields that both have. */
  JsonObject copied() {
    JsonObject json = new JsonObject().put("name", name).put("type", type);
    if (description != null) {
      json.put("description", description);
    }
    return attributes == null ? json : json.put("attributes", attributes.copy());
  }

  /** As answered. */
  JsonObject toJson() {
    return copied().put("active", active);
  }
}
