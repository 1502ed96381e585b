package io.laurel.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** An index with a map of its own: from the values of its keys to the document's position. */
abstract class FieldIndex extends ServingIndex {
  private final MVMap<Object, Object> entries;
  private final NestedFields nested;

  FieldIndex(
      String name,
      List<IndexKey> keys,
      boolean sparse,
      MVMap<Object, Object> entries,
      NestedFields nested) {
    super(name, keys, sparse);
    this.entries = entries;
    this.nested = nested;
  }

  /** The keys of the document's entries: one, or one per element of an array. */
  abstract Set<List<Object>> entryKeys(Document document);

  @Override
  final Iterator<Entry> from(List<Object> start, boolean descending) {
    var cursor = entries.cursor(start, null, descending);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public Entry next() {
        var key = (List<?>) cursor.next();
        return new Entry(key, position(key, cursor.getValue()));
      }
    };
  }

  /** How many entries stand before it. */
  final long rank(List<Object> start) {
    long index = entries.getKeyIndex(start);
    return index < 0 ? -index - 1 : index;
  }

  /** How many documents have an entry from {@code start} on and before {@code end}, up to most. */
  final long documents(List<Object> start, List<Object> end, long most) {
    var seen = new SeenPositions();
    var cursor = entries.cursor(start);
    long count = 0;
    while (count < most && cursor.hasNext()) {
      var key = (List<?>) cursor.next();
      if (ValueOrder.INSTANCE.compare(key, end) >= 0) {
        break;
      }
      count += seen.add(position(key, cursor.getValue())) ? 1 : 0;
    }
    return count;
  }

  @Override
  final boolean isNested(String path) {
    return nested.contains(path);
  }

  @Override
  final boolean mayRepeat() {
    return !nested.isEmpty();
  }

  /** What an entry keeps of a position: nothing where its key says it. */
  Object kept(List<Object> entryKey, Object position) {
    return position;
  }

  /** The position that an entry tells. */
  Object position(List<?> entryKey, Object kept) {
    return kept;
  }

  final @Nullable Object positionAt(List<Object> entryKey) {
    Object kept = entries.get(entryKey);
    return kept == null ? null : position(entryKey, kept);
  }

  @Override
  public final @Nullable Object getPosition(Document document) {
    for (var key : entryKeys(document)) {
      var position = positionAt(key);
      if (position != null) {
        return position;
      }
    }
    return null;
  }

  @Override
  public final void add(Document document, Object position, MongoCollection<Object> collection) {
    nested.watch(document, paths());
    for (var key : entryKeys(document)) {
      if (entries.putIfAbsent(key, kept(key, position)) != null) {
        // While an index is built, the collection checks every document before it adds the first.
        checkAdd(document, collection);
      }
    }
  }

  @Override
  public final @Nullable Object remove(Document document) {
    Object position = null;
    for (var key : entryKeys(document)) {
      var removed = entries.remove(key);
      position = removed == null ? position : position(key, removed);
    }
    return position;
  }

  @Override
  public final void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Object position,
      MongoCollection<Object> collection) {
    nested.watch(newDocument, paths());
    var before = entryKeys(oldDocument);
    var after = entryKeys(newDocument);
    before.stream().filter(key -> !after.contains(key)).forEach(entries::remove);
    after.stream()
        .filter(key -> !before.contains(key))
        .forEach(key -> entries.put(key, kept(key, position)));
  }

  @Override
  public final long getCount() {
    return entries.sizeAsLong();
  }

  @Override
  public final void drop() {
    entries.clear();
    nested.forget();
  }

  /**
   * Every combination of the values of the keys, as entries have them, perhaps one twice; none if
   * the index is sparse and all miss. They are the caller's, who may add a value.
   */
  final List<List<Object>> combinations(Document document) {
    var values = new ArrayList<>(paths().size());
    boolean present = false;
    boolean several = false;
    for (String path : paths()) {
      Object value = EntryValues.of(document, path);
      present |= !(value instanceof Missing);
      several |= value instanceof Collection;
      values.add(value);
    }
    if (isSparse() && !present) {
      return List.of();
    }
    return several ? EntryValues.combinations(values) : List.of(EntryValues.normalized(values));
  }

  final boolean hasSeveralArrays(Document document) {
    int arrays = 0;
    for (String path : paths()) {
      arrays += EntryValues.of(document, path) instanceof Collection ? 1 : 0;
    }
    return arrays > 1;
  }
}
