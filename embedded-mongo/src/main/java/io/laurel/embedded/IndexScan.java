package io.laurel.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** The positions that one index offers for a query, each once, found while they are asked for. */
final class IndexScan implements Iterator<Object> {
  private static final int MOST_PREFIXES = 10_000;

  private final ServingIndex index;
  private final Queue<List<Object>> prefixes;
  private final Bounds.Range tail;
  private final Set<Object> seen = new HashSet<>();
  private List<Object> prefix;
  private Iterator<ServingIndex.Entry> entries;
  private Object next;

  private IndexScan(ServingIndex index, Set<List<Object>> prefixes, Bounds.Range tail) {
    this.index = index;
    this.prefixes = new ArrayDeque<>(prefixes);
    this.tail = tail;
  }

  /** Empty if the index cannot narrow the query. */
  static Optional<IndexScan> of(ServingIndex index, Map<String, Bounds> query) {
    List<List<Object>> prefixes = List.of(List.of());
    Bounds.Range tail = null;
    boolean seesNull = true;
    var used = new ArrayList<String>();
    for (String path : index.paths()) {
      var bounds = belongsToEarlierArray(index, used, path) ? null : query.get(path);
      if (bounds instanceof Bounds.Points points
          && (long) prefixes.size() * points.values().size() <= MOST_PREFIXES) {
        prefixes = FieldIndex.extended(prefixes, points.values());
        seesNull &= points.values().contains(null);
        used.add(path);
        continue;
      }
      if (bounds instanceof Bounds.Range range) {
        tail = range;
        seesNull = false;
      }
      break;
    }
    if ((used.isEmpty() && tail == null) || (index.leavesOutMissing() && seesNull)) {
      return Optional.empty();
    }
    return Optional.of(new IndexScan(index, new LinkedHashSet<>(prefixes), tail));
  }

  /**
   * A unique index may hold the elements of one array in pairs: then {@code a.b} and {@code a.c}
   * may be met by different pairs, and only the first can be looked up.
   */
  private static boolean belongsToEarlierArray(ServingIndex index, List<String> used, String path) {
    return index.isUnique() && used.stream().anyMatch(earlier -> root(earlier).equals(root(path)));
  }

  private static String root(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      if (entries == null && !openNextPrefix()) {
        return false;
      }
      var entry = entries.hasNext() ? entries.next() : null;
      if (entry == null || !isWithin(entry.key())) {
        entries = null;
      } else if (seen.add(entry.position())) {
        next = entry.position();
      }
    }
    return true;
  }

  @Override
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var result = next;
    next = null;
    return result;
  }

  private boolean openNextPrefix() {
    prefix = prefixes.poll();
    if (prefix == null) {
      return false;
    }
    var start = new ArrayList<>(prefix);
    if (tail != null && tail.low() != null) {
      start.add(tail.low());
    }
    entries = index.from(start);
    return true;
  }

  private boolean isWithin(List<?> key) {
    int length = prefix.size();
    return ValueOrder.INSTANCE.compare(key.subList(0, length), prefix) == 0
        && (tail == null
            || tail.high() == null
            || ValueOrder.INSTANCE.compare(key.get(length), tail.high()) <= 0);
  }
}
