package io.laurel.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the keys of index entries are made of: the values of a document's fields. */
final class EntryValues {
  /** MongoDB indexes an empty array as a value of its own; so it cannot get lost. */
  private static final List<Object> EMPTY_ARRAY = List.of(List.of());

  private EntryValues() {}

  /** Each combination of one value of each, as entries have them, perhaps one twice. */
  static List<List<Object>> combinations(List<Object> values) {
    List<List<Object>> combinations = List.of(List.of());
    for (Object value : values) {
      combinations = extended(combinations, choices(value));
    }
    return combinations.stream().map(EntryValues::normalized).toList();
  }

  /** Each once. */
  static Set<List<Object>> distinct(List<List<Object>> keys) {
    return keys.size() == 1 ? Set.of(keys.get(0)) : new LinkedHashSet<>(keys);
  }

  /** The values as entries have them: 1 and 1.0 are one number. */
  static List<Object> normalized(Collection<?> values) {
    // One more has room, which SecondaryIndex adds.
    var normalized = new ArrayList<Object>(values.size() + 1);
    for (Object value : values) {
      normalized.add(normal(value));
    }
    return normalized;
  }

  /** One of them. */
  static @Nullable Object normal(@Nullable Object value) {
    return value instanceof String
        ? value
        : new KeyValue(Collections.singletonList(value)).normalized().get(0);
  }

  static List<Object> listOf(KeyValue values) {
    var list = new ArrayList<Object>(values.size());
    values.forEach(list::add);
    return list;
  }

  static List<List<Object>> extended(List<List<Object>> prefixes, Collection<?> choices) {
    var extended = new ArrayList<List<Object>>(prefixes.size() * choices.size());
    for (var prefix : prefixes) {
      for (Object choice : choices) {
        var longer = new ArrayList<>(prefix);
        longer.add(choice);
        extended.add(longer);
      }
    }
    return extended;
  }

  private static Collection<?> choices(Object value) {
    if (value instanceof Collection<?> elements) {
      return elements.isEmpty() ? EMPTY_ARRAY : elements;
    }
    return Collections.singletonList(value);
  }

  /** The field's value, {@code Missing} for none; of an array on the way, those of its elements. */
  static Object of(Document document, String path) {
    // The library takes each path apart by an expression, each time.
    int dot = path.indexOf('.');
    if (dot < 0) {
      return document.getOrMissing(path);
    }
    return document.get(path.substring(0, dot)) instanceof Document inner
        ? of(inner, path.substring(dot + 1))
        : Utils.getSubdocumentValueCollectionAware(document, path);
  }
}
