package io.laurel.contract;

import io.laurel.json.FreeObject;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Bounds of an object whose members the contract does not name, {@code x-object} there. */
record FreeObjectRule(FreeObject bounds) implements Rule {
  static final String OBJECT = "x-object";

  static FreeObjectRule of(String name) {
    if (!name.equals("attributes")) {
      throw new IllegalArgumentException("Contract: no such object: " + name);
    }
    return new FreeObjectRule(FreeObject.ATTRIBUTES);
  }

  @Override
  public void check(@Nullable Object value, Trail at, Faults faults) {
    if (value instanceof JsonObject object) {
      bounds.check(
          object,
          (way, detail) -> {
            Trail there = at;
            for (Object step : way) {
              there = there.to(step);
            }
            faults.add(there, detail);
          });
    }
  }
}
