package io.laurel.embedded;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Chooses the index that serves a query. */
final class QueryPlan {
  /**
   * What a query wants beside its filter.
   *
   * @param order in which it wants them
   * @param enough how many of them will do; 0 for all
   * @param matches whether the document at a position fulfills the filter
   */
  record Wanted(Order order, long enough, Predicate<Object> matches) {
    static final Wanted ALL = new Wanted(Order.OF_NO_INDEX, 0, position -> true);
  }

  /** The positions of documents that may match, among them all that do, or enough. */
  record Candidates(Iterable<Object> positions, boolean inOrder) {}

  private QueryPlan() {}

  /** Empty if only a scan of the collection can tell. */
  static Optional<Candidates> of(List<Index<Object>> indexes, Document query, Wanted wanted) {
    var bounds = Bounds.of(query);
    var scans = new ArrayList<IndexScan>();
    for (var index : indexes) {
      IndexScan.of((ServingIndex) index, bounds, wanted.order()).ifPresent(scans::add);
    }
    scans.removeIf(scan -> !scan.narrows() && !scan.isInOrder());
    return scans.stream().anyMatch(IndexScan::narrows)
        ? Optional.of(best(scans, wanted))
        : union(indexes, query).or(() -> scans.stream().findFirst().map(QueryPlan::along));
  }

  /** What serves every alternative of the query's {@code $or}; empty if one is served by none. */
  private static Optional<Candidates> union(List<Index<Object>> indexes, Document query) {
    if (!(query.get("$or") instanceof Collection<?> alternatives)) {
      return Optional.empty();
    }
    var found = new LinkedHashSet<Object>();
    for (Object alternative : alternatives) {
      var candidates = of(indexes, (Document) alternative, Wanted.ALL);
      if (candidates.isEmpty()) {
        return Optional.empty();
      }
      candidates.get().positions().forEach(found::add);
    }
    return Optional.of(new Candidates(found, false));
  }

  private static Candidates along(IndexScan scan) {
    return new Candidates(() -> scan, scan.isInOrder());
  }

  private static Candidates best(List<IndexScan> scans, Wanted wanted) {
    var useful = new ArrayList<IndexScan>();
    for (var scan : scans) {
      if (scan.isOfOneAtMost()) {
        return along(scan);
      }
      if (useful.stream().noneMatch(scan::isCoveredBy)) {
        useful.removeIf(other -> other.isCoveredBy(scan));
        useful.add(scan);
      }
    }
    return useful.size() == 1 ? along(useful.get(0)) : first(useful, wanted);
  }

  /**
   * Walks all in step and takes the one that has enough or ends first, so no statistics are needed
   * and the cost is that of the best one times their number. MongoDB races its plans in the same
   * way.
   */
  private static Candidates first(List<IndexScan> scans, Wanted wanted) {
    var runners = scans.stream().map(scan -> new Runner(scan, wanted, new ArrayList<>())).toList();
    while (true) {
      for (var runner : runners) {
        if (runner.isDoneAfterStep()) {
          return new Candidates(runner.found(), runner.scan().isInOrder());
        }
      }
    }
  }

  private record Runner(IndexScan scan, Wanted wanted, List<Object> found) {
    boolean isDoneAfterStep() {
      if (!scan.hasNext()) {
        return true;
      }
      var position = scan.next();
      if (!scan.isInOrder() || wanted.matches().test(position)) {
        found.add(position);
      }
      return scan.isInOrder() && found.size() == wanted.enough();
    }
  }
}
