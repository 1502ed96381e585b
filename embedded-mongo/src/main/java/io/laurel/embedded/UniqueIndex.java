package io.laurel.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Holds each combination of values at most once. */
final class UniqueIndex extends FieldIndex {
  UniqueIndex(
      String name,
      List<IndexKey> keys,
      boolean sparse,
      MVMap<Object, Object> entries,
      NestedFields nested) {
    super(name, keys, sparse, entries, nested);
  }

  /** Two keys below one array belong together element by element, as the library has it. */
  @Override
  Set<List<Object>> entryKeys(Document document) {
    if (hasSeveralArrays(document)) {
      var pairs = new LinkedHashSet<List<Object>>();
      getKeyValues(document).forEach(values -> pairs.add(EntryValues.listOf(values)));
      if (!pairs.isEmpty()) {
        return pairs;
      }
    }
    return EntryValues.distinct(combinations(document));
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    checkFree(document, null, collection);
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
    checkFree(newDocument, getPosition(oldDocument), collection);
  }

  private void checkFree(
      Document document, @Nullable Object own, MongoCollection<Object> collection) {
    for (var key : entryKeys(document)) {
      var holder = positionAt(key);
      if (holder != null && !holder.equals(own)) {
        throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(key));
      }
    }
  }

  @Override
  public boolean isUnique() {
    return true;
  }
}
