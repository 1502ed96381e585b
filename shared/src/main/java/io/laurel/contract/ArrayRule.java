package io.laurel.contract;

import io.laurel.json.JsonValues;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules of lists. Nobody looks into a list that is too long.
 *
 * @param items of each item; null for any
 * @param unique whether no two items may be equal
 */
record ArrayRule(@Nullable Schema items, int minItems, int maxItems, boolean unique)
    implements Rule {
  static ArrayRule of(JsonObject node) {
    JsonObject items = node.getJsonObject("items");
    return new ArrayRule(
        items == null ? null : SchemaReader.read(items),
        node.getInteger("minItems", 0),
        node.getInteger("maxItems", Integer.MAX_VALUE),
        node.getBoolean("uniqueItems", false));
  }

  @Override
  public void check(@Nullable Object value, Trail at, Faults faults) {
    if (!(value instanceof JsonArray list)) {
      return;
    }
    if (list.size() > maxItems) {
      faults.add(at, "must have at most " + maxItems + " items");
      return;
    }
    if (list.size() < minItems) {
      faults.add(at, "must have at least " + minItems + " items");
    }
    for (int i = 0; items != null && i < list.size() && !faults.isFull(); i++) {
      items.check(list.getValue(i), at.to(i), faults);
    }
    if (unique && hasRepeats(list)) {
      faults.add(at, "must not repeat an item");
    }
  }

  private static boolean hasRepeats(JsonArray list) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (!seen.add(JsonValues.key(list.getValue(i)))) {
        return true;
      }
    }
    return false;
  }
}
