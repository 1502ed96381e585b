package io.laurel.event.catalog.edit;

import io.laurel.failure.Failure;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What may change once an event runs: only what hurts nobody who took part in it. */
public final class RunningEdit {
  private RunningEdit() {}

  /**
   * Fails with {@code event-running} where a field changes that is not harmless.
   *
   * @param harmless given the name of a field that changes
   */
  public static void check(JsonObject before, JsonObject after, Predicate<String> harmless) {
    TreeSet<String> names = new TreeSet<>(before.fieldNames());
    names.addAll(after.fieldNames());
    names.removeIf(name -> Objects.equals(before.getValue(name), after.getValue(name)));
    names.removeIf(harmless);
    if (!names.isEmpty()) {
      throw refusal("not " + String.join(", ", names));
    }
  }

  /** 409 {@code event-running}; {@code what} is refused. */
  public static Failure refusal(String what) {
    return Failure.conflict(
        "event-running",
        "Once it runs, an event takes another description, a later end, more stock and another"
            + " delivery; "
            + what
            + ".");
  }
}
