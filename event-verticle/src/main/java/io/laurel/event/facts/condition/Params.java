package io.laurel.event.facts.condition;

import io.laurel.failure.Failure.Fault;
import io.laurel.text.Spelling;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one condition while its type reads them: what the type misses or does not take
 * is a fault. The contract has seen to it that each is of its kind and within bounds.
 */
final class Params {
  private final JsonObject params;
  private final String pointer;
  private final List<Fault> faults;
  private final Set<String> unread;

  /** Parameters that stand at {@code pointer}; {@code faults} is added to. */
  Params(JsonObject params, String pointer, List<Fault> faults) {
    this.params = params;
    this.pointer = pointer;
    this.faults = faults;
    this.unread = new LinkedHashSet<>(params.fieldNames());
  }

  /** A whole number that must be there. */
  long number(String name) {
    return has(name) ? params.getLong(name) : 0;
  }

  /** A text that must be there. */
  String text(String name) {
    return has(name) ? spelled(params.getString(name)) : "";
  }

  /** A text that may be there. */
  String text(String name, String otherwise) {
    String text = textOrNull(name);
    return text == null ? otherwise : text;
  }

  /** A text that may be there, or null. */
  @Nullable String textOrNull(String name) {
    unread.remove(name);
    return params.containsKey(name) ? spelled(params.getString(name)) : null;
  }

  /** As facts are: also where a condition was stored before they were. */
  private static String spelled(String text) {
    return Spelling.DATA.of(text);
  }

  /** Says what is wrong with one of them. */
  void refuse(String name, String detail) {
    faults.add(new Fault(pointer + "/" + name, detail));
  }

  /** Says that all were read that the type takes. */
  void end(ConditionType type) {
    unread.forEach(name -> refuse(name, "is not taken by " + type));
  }

  private boolean has(String name) {
    unread.remove(name);
    if (params.containsKey(name)) {
      return true;
    }
    refuse(name, "is required");
    return false;
  }
}
