package io.laurel.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;

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
    var id = listOf(new KeyValue(Collections.singletonList(document.get(ID))).normalized());
    return new LinkedHashSet<>(extended(List.copyOf(combinations(document)), id));
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
