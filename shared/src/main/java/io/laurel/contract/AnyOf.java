package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Alternatives, told apart by the type of the value where that is possible, as with what may also
 * be null: then the faults are those of the one that is meant.
 */
record AnyOf(List<Schema> alternatives) implements Rule {
  static AnyOf of(JsonArray nodes) {
    return new AnyOf(nodes.stream().map(JsonObject.class::cast).map(SchemaReader::read).toList());
  }

  /** Of all alternatives; empty where one takes any. */
  Set<JsonType> types() {
    Set<JsonType> types = new LinkedHashSet<>();
    for (Schema alternative : alternatives) {
      if (alternative.types().isEmpty()) {
        return Set.of();
      }
      types.addAll(alternative.types());
    }
    return types;
  }

  @Override
  public void check(@Nullable Object value, Trail at, Faults faults) {
    Faults first = null;
    for (Schema alternative : alternatives) {
      if (alternative.takes(value)) {
        Faults own = new Faults();
        alternative.check(value, at, own);
        if (own.isEmpty()) {
          return;
        }
        first = first == null ? own : first;
      }
    }
    if (first == null) {
      faults.add(at, "fits none of the alternatives");
    } else {
      faults.addAll(first, "");
    }
  }
}
