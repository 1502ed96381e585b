package io.laurel.contract;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A schema of the contract, ready to check. The validator of Vert.x cannot stop at a number of
 * faults, compares the items of a list each with each, and tells the parents of what is wrong
 * besides; this one knows no more of JSON Schema than the contract uses, and refuses the rest when
 * it is read.
 *
 * @param types of which the value must have one; empty for any
 * @param rules for values of these types
 */
record Schema(Set<JsonType> types, List<Rule> rules) implements Rule {
  @Override
  public void check(@Nullable Object value, Trail at, Faults faults) {
    if (faults.isFull()) {
      return;
    }
    if (!takes(value)) {
      // Says all: what else is asked of it is about other types.
      faults.add(at, "must be of type " + names());
      return;
    }
    for (Rule rule : rules) {
      rule.check(value, at, faults);
    }
  }

  /** Whether the value has a type that this schema takes. */
  boolean takes(@Nullable Object value) {
    if (types.isEmpty()) {
      return true;
    }
    for (JsonType type : types) {
      if (type.has(value)) {
        return true;
      }
    }
    return false;
  }

  String names() {
    return types.stream().map(JsonType::toString).collect(Collectors.joining(" or "));
  }
}
