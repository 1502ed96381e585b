package io.laurel.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The order in which a query wants its documents.
 *
 * @param paths the fields that decide, the most significant first; none if any order will do
 */
record Order(List<String> paths, boolean descending) {
  /** Any will do. */
  static final Order ANY = new Order(List.of(), false);

  /** One that no index has: its paths are no fields. */
  static final Order OF_NO_INDEX = new Order(List.of("$natural"), false);

  private static final String ID = "_id";

  /** Of a query's sort, which may be null. An index is walked one way, so directions do not mix. */
  static Order of(Document sort) {
    if (sort == null || sort.isEmpty()) {
      return ANY;
    }
    if (!sort.values().stream().allMatch(Number.class::isInstance)) {
      return OF_NO_INDEX;
    }
    var descending =
        sort.values().stream()
            .map(direction -> ((Number) direction).intValue() <= 0)
            .collect(Collectors.toSet());
    return descending.size() > 1
        ? OF_NO_INDEX
        : new Order(upToId(sort), descending.iterator().next());
  }

  /** No two documents share an {@code _id}: what follows it decides nothing. */
  private static List<String> upToId(Document sort) {
    var paths = new ArrayList<String>();
    for (String path : sort.keySet()) {
      paths.add(path);
      if (path.equals(ID)) {
        break;
      }
    }
    return paths;
  }

  boolean isAny() {
    return paths.isEmpty();
  }

  /**
   * Whether entries that are sorted by these fields, and by {@code _id} then, are in this order.
   */
  boolean isThatOf(List<String> sorted) {
    var all = new ArrayList<>(sorted);
    all.add(ID);
    return all.size() >= paths.size() && all.subList(0, paths.size()).equals(paths);
  }
}
