package io.laurel.embedded;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A count that an index tells without a look at the documents. It serves {@code [{$match},
 * {$limit}?, {$group}]} where an index begins with the fields of the filter, each of which is to be
 * one of some texts, the last perhaps within a range or beginning with a text; what is counted is
 * all, or each value of one of these fields. Whatever else is asked, the library answers.
 *
 * <p>Where no field behind the texts ever held an array, the places of two entries say how many
 * documents are between them, however many these are; else the entries between are walked, for a
 * document may have several.
 */
final class IndexCount {
  private static final String ID = "_id";

  private final FieldIndex index;
  private final List<Set<String>> points;
  private final @Nullable Range range;

  /** Whether a document may have several entries behind the same texts. */
  private final boolean several;

  /** From {@code low} on, up to before {@code high}; of one type. */
  private record Range(String path, Object low, Object high) {}

  /** What the group asks for: each value of that field, null for all; and the sum's name. */
  private record Asked(@Nullable String path, @Nullable Object all, String sum) {}

  private IndexCount(FieldIndex index, List<Set<String>> points, @Nullable Range range) {
    this.index = index;
    this.points = points;
    this.range = range;
    this.several =
        index.paths().subList(points.size(), index.paths().size()).stream()
            .anyMatch(index::isNested);
  }

  /** The groups that the pipeline makes; empty where the library has to count. */
  static Optional<List<Document>> of(List<?> pipeline, List<Index<Object>> indexes) {
    if (pipeline.size() < 2
        || pipeline.size() > 3
        || !(only(pipeline.get(0), "$match") instanceof Document filter)
        || !(only(pipeline.get(pipeline.size() - 1), "$group") instanceof Document group)) {
      return Optional.empty();
    }
    Object limit = pipeline.size() == 3 ? only(pipeline.get(1), "$limit") : Long.MAX_VALUE;
    Asked asked = asked(group);
    if (asked == null
        || !(limit instanceof Number most)
        || (pipeline.size() == 3 && asked.path() != null)) {
      return Optional.empty();
    }
    return of(filter, indexes)
        .filter(count -> asked.path() == null || count.hasPoint(asked.path()))
        .map(count -> count.groups(asked, most.longValue()));
  }

  private static @Nullable Object only(@Nullable Object stage, String name) {
    return stage instanceof Document document && document.size() == 1 ? document.get(name) : null;
  }

  private static @Nullable Asked asked(Document group) {
    if (group.size() != 2 || !group.containsKey(ID)) {
      return null;
    }
    String sum = group.keySet().stream().filter(name -> !name.equals(ID)).findFirst().orElseThrow();
    Object id = group.get(ID);
    if (!(only(group.get(sum), "$sum") instanceof Number one) || one.doubleValue() != 1) {
      return null;
    }
    if (id instanceof String text && text.matches("\\$[^$.]+")) {
      return new Asked(text.substring(1), null, sum);
    }
    return id == null || id instanceof Number ? new Asked(null, id, sum) : null;
  }

  private static Optional<IndexCount> of(Document filter, List<Index<Object>> indexes) {
    Map<String, Set<String>> points = new LinkedHashMap<>();
    Range range = null;
    for (Map.Entry<String, Object> condition : filter.entrySet()) {
      Set<String> some = texts(condition.getValue());
      if (some != null) {
        points.put(condition.getKey(), some);
      } else if (range == null) {
        range = range(condition.getKey(), condition.getValue());
        if (range == null) {
          return Optional.empty();
        }
      } else {
        return Optional.empty();
      }
    }
    for (Index<Object> each : indexes) {
      if (each instanceof FieldIndex index && serves(index, points, range)) {
        return Optional.of(
            new IndexCount(
                index,
                index.paths().subList(0, points.size()).stream().map(points::get).toList(),
                range));
      }
    }
    return Optional.empty();
  }

  private static boolean serves(
      FieldIndex index, Map<String, Set<String>> points, @Nullable Range range) {
    int fixed = points.size();
    int bounded = fixed + (range == null ? 0 : 1);
    List<String> paths = index.paths();
    if (fixed == 0
        || paths.size() < bounded
        || !points.keySet().containsAll(paths.subList(0, fixed))
        || (range != null && !paths.get(fixed).equals(range.path()))) {
      return false;
    }
    long arrays = paths.subList(0, bounded).stream().filter(index::isNested).count();
    // A unique index may hold the elements of arrays in pairs, and each may be met by another pair.
    return (arrays <= 1 || !index.isUnique())
        // Else a document may be met by two of the texts.
        && points.entrySet().stream()
            .allMatch(point -> point.getValue().size() == 1 || !index.isNested(point.getKey()));
  }

  /** Those of which it has to be one; null where the condition asks for anything else. */
  private static @Nullable Set<String> texts(@Nullable Object condition) {
    if (condition instanceof String text) {
      return Set.of(text);
    }
    if (!(condition instanceof Document operators) || operators.size() != 1) {
      return null;
    }
    if (operators.get("$eq") instanceof String text) {
      return Set.of(text);
    }
    Set<String> texts = new LinkedHashSet<>();
    if (operators.get("$in") instanceof Collection<?> some
        && some.stream().allMatch(String.class::isInstance)) {
      some.forEach(text -> texts.add((String) text));
      return texts;
    }
    return null;
  }

  private static @Nullable Range range(String path, @Nullable Object condition) {
    if (!(condition instanceof Document operators)) {
      return null;
    }
    if (operators.size() == 1 && operators.get("$regex") instanceof String expression) {
      String text = Bounds.prefix(expression);
      return text == null ? null : new Range(path, text, Bounds.endOf(text));
    }
    if (operators.size() != 2) {
      return null;
    }
    Object low = operators.get("$gte");
    Object high = operators.get("$lt");
    if ((low instanceof Instant && high instanceof Instant)
        || (low instanceof String && high instanceof String)) {
      return new Range(path, low, high);
    }
    return null;
  }

  private boolean hasPoint(String path) {
    int at = index.paths().indexOf(path);
    return at >= 0 && at < points.size() && !index.isNested(path);
  }

  private List<Document> groups(Asked asked, long most) {
    List<List<Object>> prefixes = List.of(List.of());
    for (Set<String> some : points) {
      prefixes = EntryValues.extended(prefixes, some);
    }
    int by = asked.path() == null ? 0 : index.paths().indexOf(asked.path());
    Map<@Nullable Object, Long> counts = new LinkedHashMap<>();
    for (List<Object> prefix : prefixes) {
      Object key = asked.path() == null ? asked.all() : prefix.get(by);
      counts.merge(key, between(prefix, most), Long::sum);
    }
    List<Document> groups = new ArrayList<>();
    counts.forEach(
        (key, count) -> {
          if (count > 0) {
            groups.add(new Document(ID, key).append(asked.sum(), number(Math.min(most, count))));
          }
        });
    return groups;
  }

  /** As the library has it: the sum of ones is of their type while it can be. */
  private static Number number(long count) {
    return count == (int) count ? (Number) (int) count : (Number) count;
  }

  private long between(List<Object> prefix, long most) {
    List<Object> first = range == null ? prefix : with(prefix, range.low());
    List<Object> end = with(prefix, range == null ? MaxKey.getInstance() : range.high());
    return several
        ? index.documents(first, end, most)
        : Math.max(0, index.rank(end) - index.rank(first));
  }

  private static List<Object> with(List<Object> prefix, Object value) {
    List<Object> longer = new ArrayList<>(prefix);
    longer.add(value);
    return longer;
  }
}
