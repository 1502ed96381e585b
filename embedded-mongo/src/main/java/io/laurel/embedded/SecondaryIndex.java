package io.laurel.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Not unique: the document's {@code _id} ends each entry's key. */
final class SecondaryIndex extends FieldIndex {
  private static final String ID = "_id";

  SecondaryIndex(
      String name,
      List<IndexKey> keys,
      boolean sparse,
      MVMap<Object, Object> entries,
      NestedFields nested) {
    super(name, keys, sparse, entries, nested);
  }

  @Override
  Set<List<Object>> entryKeys(Document document) {
    var keys = combinations(document);
    if (!keys.isEmpty()) {
      Object id = EntryValues.normal(document.get(ID));
      keys.forEach(key -> key.add(id));
    }
    return EntryValues.distinct(keys);
  }

  /** Nothing, mostly: an id that is a text stands at the key's end as it is. */
  @Override
  Object kept(List<Object> entryKey, Object position) {
    return position instanceof String && position.equals(last(entryKey))
        ? Missing.getInstance()
        : position;
  }

  @Override
  Object position(List<?> entryKey, Object kept) {
    return kept instanceof Missing ? Objects.requireNonNull(last(entryKey)) : kept;
  }

  private static @Nullable Object last(List<?> entryKey) {
    return entryKey.get(entryKey.size() - 1);
  }

  /** Fails for arrays in two fields at once, as MongoDB does. */
  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    if (hasSeveralArrays(document)) {
      getKeyValues(document);
    }
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
    checkAdd(newDocument, collection);
  }
}
