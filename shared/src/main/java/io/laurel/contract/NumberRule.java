package io.laurel.contract;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Bounds of a number. They are compared as doubles: of what lies within ±(2⁵³−1) none is rounded.
 */
final class NumberRule {
  private NumberRule() {}

  static Rule of(JsonObject node) {
    List<Rule> bounds = new ArrayList<>();
    add(bounds, node, "minimum", order -> order >= 0, "must be at least ");
    add(bounds, node, "maximum", order -> order <= 0, "must be at most ");
    add(bounds, node, "exclusiveMinimum", order -> order > 0, "must be more than ");
    add(bounds, node, "exclusiveMaximum", order -> order < 0, "must be less than ");
    return (value, at, faults) -> bounds.forEach(bound -> bound.check(value, at, faults));
  }

  private static void add(
      List<Rule> bounds, JsonObject node, String keyword, IntPredicate fits, String words) {
    if (!(node.getValue(keyword) instanceof Number bound)) {
      return;
    }
    double limit = bound.doubleValue();
    bounds.add(
        (value, at, faults) -> {
          if (value instanceof Number number
              && !fits.test(Double.compare(number.doubleValue(), limit))) {
            faults.add(at, words + bound);
          }
        });
  }
}
