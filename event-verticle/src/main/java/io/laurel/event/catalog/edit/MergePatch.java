package io.laurel.event.catalog.edit;

import io.vertx.core.json.JsonObject;

/** JSON Merge Patch (RFC 7396). */
public final class MergePatch {
  private MergePatch() {}

  /**
   * What the patch makes of the target: null removes a member, an object changes one, anything else
   * takes its place.
   *
   * @param target not changed
   * @param patch not changed
   */
  public static JsonObject apply(JsonObject target, JsonObject patch) {
    JsonObject result = target.copy();
    for (String name : patch.fieldNames()) {
      Object value = patch.getValue(name);
      if (value == null) {
        result.remove(name);
      } else if (value instanceof JsonObject changes) {
        JsonObject before =
            result.getValue(name) instanceof JsonObject object ? object : new JsonObject();
        result.put(name, apply(before, changes));
      } else {
        result.put(name, value);
      }
    }
    return result;
  }
}
