package io.laurel.embedded;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Chooses the index that serves a query. */
final class QueryPlan {
  private QueryPlan() {}

  /**
   * The positions of documents that may match, among them all that do; empty if only a scan of the
   * collection can tell.
   */
  static Optional<Iterable<Object>> candidates(List<Index<Object>> indexes, Document query) {
    var bounds = Bounds.of(query);
    var scans = new ArrayList<IndexScan>();
    for (var index : indexes) {
      IndexScan.of((ServingIndex) index, bounds).ifPresent(scans::add);
    }
    return switch (scans.size()) {
      case 0 -> union(indexes, query);
      case 1 -> Optional.of(() -> scans.get(0));
      default -> Optional.of(shortest(scans));
    };
  }

  /** What serves every alternative of the query's {@code $or}; empty if one is served by none. */
  private static Optional<Iterable<Object>> union(List<Index<Object>> indexes, Document query) {
    if (!(query.get("$or") instanceof Collection<?> alternatives)) {
      return Optional.empty();
    }
    var found = new LinkedHashSet<Object>();
    for (Object alternative : alternatives) {
      var candidates = candidates(indexes, (Document) alternative);
      if (candidates.isEmpty()) {
        return Optional.empty();
      }
      candidates.get().forEach(found::add);
    }
    return Optional.of(found);
  }

  /**
   * Walks all in step and takes the one that ends first, so no statistics are needed and the cost
   * is that of the best one times their number. MongoDB races its plans in the same way.
   */
  private static List<Object> shortest(List<IndexScan> scans) {
    var found = new ArrayList<List<Object>>();
    scans.forEach(scan -> found.add(new ArrayList<>()));
    while (true) {
      for (int i = 0; i < scans.size(); i++) {
        if (!scans.get(i).hasNext()) {
          return found.get(i);
        }
        found.get(i).add(scans.get(i).next());
      }
    }
  }
}
