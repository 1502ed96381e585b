package io.laurel.embedded;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.List;

/** An index whose sorted entries an {@link IndexScan} can walk. */
abstract class ServingIndex extends Index<Object> {
  /**
   * @param key the normalized values of the index's keys, perhaps with more behind them
   * @param position where the document is: its {@code _id}
   */
  record Entry(List<?> key, Object position) {}

  private final List<String> paths;

  ServingIndex(String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
    this.paths = keys.stream().map(IndexKey::getKey).toList();
  }

  /**
   * The entries from {@code start} on: the first that is not before it, or, descending, the last
   * that is not behind it. An empty list means all.
   */
  abstract Iterator<Entry> from(List<Object> start, boolean descending);

  /** Whether the field may hold an array or a document, so that its entries tell no order. */
  abstract boolean isNested(String path);

  /** Whether a document may have several entries. */
  abstract boolean mayRepeat();

  final List<String> paths() {
    return paths;
  }

  /** The same: the library, which asks for each document, would make the list anew. */
  @Override
  protected final List<String> keys() {
    return paths;
  }

  final boolean leavesOutMissing() {
    return isSparse();
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    return toIndexDescription().equals(other.toIndexDescription());
  }

  /** Always false: {@link QueryPlan} asks instead, for it sees all indexes of the collection. */
  @Override
  public final boolean canHandle(Document query) {
    return false;
  }

  @Override
  public final Iterable<Object> getPositions(Document query) {
    throw new UnsupportedOperationException("QueryPlan reads the entries");
  }

  @Override
  public long getDataSize() {
    return getCount();
  }
}
