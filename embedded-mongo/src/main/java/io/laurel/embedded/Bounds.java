package io.laurel.embedded;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a condition of a query says about the index entries of the documents that fulfill it. It may
 * say less than the condition, never more: the server tests each document against the whole query.
 */
sealed interface Bounds {
  /**
   * Plain or escaped characters from the start on, not the last one if something quantifies it, no
   * choice.
   */
  Pattern ANCHORED = Pattern.compile("\\^((?:[\\p{L}\\p{N}_#@/-]|\\\\[^\\w])+)(?![*+?{])[^|]*");

  /** An escaped character, that character being the group. */
  Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  /** One of these, normalized. */
  record Points(List<@Nullable Object> values) implements Bounds {}

  /** From {@code low} to {@code high}, both included, normalized; null is open, but not both. */
  record Range(@Nullable Object low, @Nullable Object high) implements Bounds {
    /** Whether a walk that began at the near end has not yet passed the far one. */
    boolean reaches(Object value, boolean descending) {
      var end = descending ? low : high;
      if (end == null) {
        var start = descending ? high : low;
        return start instanceof MinKey
            || start instanceof MaxKey
            || ValueOrder.isSameType(start, value);
      }
      int beyond = ValueOrder.INSTANCE.compare(value, end);
      return descending ? beyond >= 0 : beyond <= 0;
    }
  }

  /** By field, for the conditions that all must hold. */
  static Map<String, Bounds> of(Document query) {
    var bounds = new HashMap<String, Bounds>();
    collect(query, bounds);
    return bounds;
  }

  private static void collect(Document query, Map<String, Bounds> bounds) {
    query.forEach(
        (field, condition) -> {
          if (field.equals("$and") && condition instanceof Collection<?> parts) {
            parts.forEach(part -> collect((Document) part, bounds));
          } else {
            // Of two conditions on one field either will do; points are narrower than ranges.
            fromCondition(condition)
                .ifPresent(
                    bound -> bounds.merge(field, bound, (a, b) -> a instanceof Points ? a : b));
          }
        });
  }

  private static Optional<Bounds> fromCondition(Object condition) {
    if (!(condition instanceof Document operators) || isLiteral(operators)) {
      return points(Collections.singletonList(condition));
    }
    if (operators.containsKey("$eq")) {
      return points(Collections.singletonList(operators.get("$eq")));
    }
    if (operators.get("$in") instanceof Collection<?> values) {
      return points(values);
    }
    if (operators.get("$elemMatch") instanceof Document element
        && !isLiteral(element)
        && !element.containsKey("$elemMatch")) {
      return fromCondition(element);
    }
    if (operators.get("$regex") instanceof String expression
        && !operators.containsKey("$options")) {
      return beginning(expression);
    }
    return range(
        operators.getOrDefault("$gte", operators.get("$gt")),
        operators.getOrDefault("$lte", operators.get("$lt")));
  }

  /** The text that the expression wants at the beginning, and nothing more; null for any other. */
  static @Nullable String prefix(String expression) {
    Matcher anchored = ANCHORED.matcher(expression);
    return anchored.matches() && anchored.end(1) == expression.length() ? literal(anchored) : null;
  }

  private static String literal(Matcher anchored) {
    return ESCAPED.matcher(anchored.group(1)).replaceAll("$1");
  }

  /** What no text that begins so is behind. */
  static String endOf(String beginning) {
    return beginning + Character.MAX_VALUE;
  }

  /** The range of the texts that an anchored expression begins with literally. */
  private static Optional<Bounds> beginning(String expression) {
    Matcher anchored = ANCHORED.matcher(expression);
    if (!anchored.matches()) {
      return Optional.empty();
    }
    String beginning = literal(anchored);
    return range(beginning, endOf(beginning));
  }

  private static boolean isLiteral(Document document) {
    return document.keySet().stream().noneMatch(key -> key.startsWith("$"));
  }

  private static Optional<Bounds> points(Collection<?> values) {
    if (values.stream().anyMatch(Bounds::isNoPoint)) {
      return Optional.empty();
    }
    return Optional.of(
        new Points(values.isEmpty() ? Collections.emptyList() : EntryValues.normalized(values)));
  }

  private static Optional<Bounds> range(@Nullable Object low, @Nullable Object high) {
    var bounds = new Range(limit(low), limit(high));
    return bounds.low() == null && bounds.high() == null ? Optional.empty() : Optional.of(bounds);
  }

  private static @Nullable Object limit(@Nullable Object value) {
    return value == null || value instanceof Document || isNoPoint(value)
        ? null
        : EntryValues.normal(value);
  }

  private static boolean isNoPoint(@Nullable Object value) {
    return value instanceof Collection || BsonRegularExpression.isRegularExpression(value);
  }
}
