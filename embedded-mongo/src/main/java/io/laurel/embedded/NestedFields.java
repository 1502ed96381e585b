package io.laurel.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.mvstore.MVMap;

/**
 * The fields of one index that have held an array or a document in any document since the index was
 * made. By such a field the entries are not in the order of the documents: an array has an entry
 * for each element, and a query may meet the wrong one first. MongoDB remembers the same and calls
 * the index multikey.
 */
final class NestedFields {
  private final MVMap<Object, Object> remembered;
  private final String index;
  private final Set<String> nested;

  private NestedFields(MVMap<Object, Object> remembered, String index, Collection<String> nested) {
    this.remembered = remembered;
    this.index = index;
    this.nested = new HashSet<>(nested);
  }

  /**
   * What is remembered of the index.
   *
   * @param otherwise what to assume if nobody has watched it so far
   */
  static NestedFields of(
      MVMap<Object, Object> remembered, String index, Collection<String> otherwise) {
    remembered.putIfAbsent(index, List.copyOf(otherwise));
    var nested = (List<?>) remembered.get(index);
    return new NestedFields(remembered, index, nested.stream().map(String.class::cast).toList());
  }

  /** Looks at a document before it gets its entries. */
  void watch(Document document, List<String> paths) {
    for (String path : paths) {
      if (!nested.contains(path) && isNested(document, path)) {
        nested.add(path);
        remembered.put(index, List.copyOf(nested));
      }
    }
  }

  /** The index is empty now. */
  void forget() {
    nested.clear();
    remembered.put(index, List.of());
  }

  private static boolean isNested(Document document, String path) {
    var value = EntryValues.of(document, path);
    return value instanceof Collection || value instanceof Map;
  }

  boolean contains(String path) {
    return nested.contains(path);
  }

  boolean isEmpty() {
    return nested.isEmpty();
  }
}
