package io.laurel.embedded;

import de.bwaldvogel.mongo.bson.MaxKey;
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
import org.jspecify.annotations.Nullable;

/** The positions that one index offers for a query, each once, found while they are asked for. */
final class IndexScan implements Iterator<Object> {
  private static final int MOST_PREFIXES = 10_000;

  private final ServingIndex index;
  private final Set<String> bounded;
  private final Queue<List<Object>> prefixes;
  private final Bounds.@Nullable Range tail;
  private final boolean inOrder;
  private final boolean ofOneAtMost;
  private final boolean descending;
  private final Set<Object> seen = new HashSet<>();
  private List<Object> prefix = List.of();
  private @Nullable Iterator<ServingIndex.Entry> entries;
  private @Nullable Object next;

  private IndexScan(
      ServingIndex index, List<List<Object>> prefixes, Bounds.@Nullable Range tail, Order order) {
    this.index = index;
    this.prefixes = new ArrayDeque<>(new LinkedHashSet<>(prefixes));
    this.tail = tail;
    int fixed = prefixes.isEmpty() ? 0 : prefixes.get(0).size();
    this.bounded = Set.copyOf(index.paths().subList(0, fixed + (tail == null ? 0 : 1)));
    this.ofOneAtMost =
        index.isUnique() && fixed == index.paths().size() && this.prefixes.size() <= 1;
    boolean sorted = this.prefixes.size() <= 1 && isSorted(index, fixed, order);
    this.inOrder = ofOneAtMost || order.isAny() || sorted;
    // Where the order is free, begin at the end that is known.
    this.descending = sorted ? order.descending() : tail != null && tail.low() == null;
  }

  /**
   * Empty if the index might miss a document, as a sparse one for a query that admits null, or if
   * it leaves nothing out and no order is wanted.
   */
  static Optional<IndexScan> of(ServingIndex index, Map<String, Bounds> query, Order order) {
    List<List<Object>> prefixes = List.of(List.of());
    Bounds.Range tail = null;
    boolean seesNull = true;
    var used = new ArrayList<String>();
    for (String path : index.paths()) {
      var bounds = belongsToEarlierArray(index, used, path) ? null : query.get(path);
      if (bounds instanceof Bounds.Points points
          && (long) prefixes.size() * points.values().size() <= MOST_PREFIXES) {
        prefixes = EntryValues.extended(prefixes, points.values());
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
    boolean useless = used.isEmpty() && tail == null && order.isAny();
    return useless || (index.leavesOutMissing() && seesNull)
        ? Optional.empty()
        : Optional.of(new IndexScan(index, prefixes, tail, order));
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

  /** Behind one value of each of its first fields, an index is sorted by the fields that follow. */
  private static boolean isSorted(ServingIndex index, int fixed, Order order) {
    return !order.isAny()
        && order.isThatOf(index.paths().subList(fixed, index.paths().size()))
        && order.paths().stream().noneMatch(index::isNested);
  }

  /** Whether the query leaves out a part of the index. */
  boolean narrows() {
    return !bounded.isEmpty();
  }

  /** Whether the positions come in the order that was asked for. */
  boolean isInOrder() {
    return inOrder;
  }

  /** Whether there cannot be more than one. */
  boolean isOfOneAtMost() {
    return ofOneAtMost;
  }

  /** Whether this one is never of use where the other is there. */
  boolean isCoveredBy(IndexScan other) {
    return other.bounded.containsAll(bounded) && (other.inOrder || !inOrder);
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = find();
    }
    return next != null;
  }

  private @Nullable Object find() {
    while (entries != null || !prefixes.isEmpty()) {
      if (entries == null) {
        prefix = prefixes.remove();
        entries = index.from(start(), descending);
      }
      var entry = entries.hasNext() ? entries.next() : null;
      if (entry == null || !isWithin(entry.key())) {
        entries = null;
      } else if (!index.mayRepeat() || seen.add(entry.position())) {
        return entry.position();
      }
    }
    return null;
  }

  @Override
  public Object next() {
    var result = next == null ? find() : next;
    if (result == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return result;
  }

  private List<Object> start() {
    var start = new ArrayList<>(prefix);
    var bound = tail == null ? null : descending ? tail.high() : tail.low();
    if (bound != null) {
      start.add(bound);
    }
    if (descending) {
      // Behind whatever begins so, for an entry has at most one value more than the index fields.
      while (start.size() < index.paths().size() + 2) {
        start.add(MaxKey.getInstance());
      }
    }
    return start;
  }

  private boolean isWithin(List<?> key) {
    int length = prefix.size();
    return ValueOrder.INSTANCE.compare(key.subList(0, length), prefix) == 0
        && (tail == null || tail.reaches(key.get(length), descending));
  }
}
