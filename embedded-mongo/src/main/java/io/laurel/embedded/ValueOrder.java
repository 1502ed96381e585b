package io.laurel.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of BSON values in an index: by type, then by value; a list sorts behind its own
 * beginnings, so that the entries of one prefix stand together.
 *
 * <p>Source: MongoDB manual, "Comparison/Sort Order". The library's {@link ValueComparator} does
 * not serve: it takes two arrays with one smallest element for equal.
 */
final class ValueOrder implements Comparator<Object> {
  static final ValueOrder INSTANCE = new ValueOrder();

  private static final List<Class<?>> TYPES =
      List.of(
          MinKey.class,
          Missing.class,
          Number.class,
          String.class,
          Map.class,
          Collection.class,
          BinData.class,
          LegacyUUID.class,
          UUID.class,
          ObjectId.class,
          Boolean.class,
          Instant.class,
          BsonTimestamp.class,
          Object.class);
  private static final int MAX_KEY = TYPES.size();

  private ValueOrder() {}

  @Override
  public int compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof String left && b instanceof String right) {
      return left.compareTo(right);
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return compareLists(left, right);
    }
    if (a instanceof Instant left && b instanceof Instant right) {
      return left.compareTo(right);
    }
    int type = rank(a);
    int byType = Integer.compare(type, rank(b));
    return byType == 0 && a != null && b != null && type != rank(null)
        ? compareValues(a, b)
        : byType;
  }

  /** Whether a comparison of a query may hold between the two: it does within one type only. */
  static boolean isSameType(@Nullable Object a, @Nullable Object b) {
    return rank(a) == rank(b);
  }

  private static int rank(@Nullable Object value) {
    if (value instanceof MaxKey) {
      return MAX_KEY;
    }
    var known = Missing.ofNullable(value);
    for (int rank = 0; rank < TYPES.size(); rank++) {
      if (TYPES.get(rank).isInstance(known)) {
        return rank;
      }
    }
    throw new IllegalStateException("every value is an Object");
  }

  private int compareValues(Object a, Object b) {
    if (a instanceof Number left && b instanceof Number right) {
      return compareNumbers(left, right);
    }
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      int byKeys = compareAll(left.keySet().iterator(), right.keySet().iterator());
      return byKeys != 0 ? byKeys : compareAll(left.values().iterator(), right.values().iterator());
    }
    if (a instanceof Collection<?> left && b instanceof Collection<?> right) {
      return compareAll(left.iterator(), right.iterator());
    }
    if (a instanceof UUID
        || a instanceof LegacyUUID
        || a instanceof BinData
        || a instanceof ObjectId
        || a instanceof Boolean
        || a instanceof BsonTimestamp) {
      return ValueComparator.asc().compare(a, b);
    }
    return a.toString().compareTo(b.toString());
  }

  private static int compareNumbers(Number a, Number b) {
    // Adding zero turns -0.0 into 0.0, which MongoDB takes for the same.
    int byDouble = Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
    return byDouble == 0 && (a instanceof Long || b instanceof Long)
        ? Long.compare(a.longValue(), b.longValue())
        : byDouble;
  }

  /** Without iterators: every step of every search in an index comes here. */
  private int compareLists(List<?> a, List<?> b) {
    int most = Math.min(a.size(), b.size());
    for (int i = 0; i < most; i++) {
      Object left = a.get(i);
      Object right = b.get(i);
      // What was read with one page is often one object.
      int result = left == right ? 0 : compare(left, right);
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private int compareAll(Iterator<?> a, Iterator<?> b) {
    while (a.hasNext() && b.hasNext()) {
      int result = compare(a.next(), b.next());
      if (result != 0) {
        return result;
      }
    }
    return Boolean.compare(a.hasNext(), b.hasNext());
  }
}
