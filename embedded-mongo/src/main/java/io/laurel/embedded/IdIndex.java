package io.laurel.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The index on {@code _id}: the map of the documents is sorted by it and needs no second one. */
final class IdIndex extends ServingIndex {
  private final MVMap<Object, Document> documents;

  IdIndex(String name, List<IndexKey> keys, MVMap<Object, Document> documents) {
    super(name, keys, false);
    this.documents = documents;
  }

  @Override
  Iterator<Entry> from(List<Object> start, boolean descending) {
    var first = start.isEmpty() ? null : Missing.ofNullable(start.get(0));
    var ids = documents.cursor(first, null, descending);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return ids.hasNext();
      }

      @Override
      public Entry next() {
        var id = ids.next();
        return new Entry(List.of(id), id);
      }
    };
  }

  /** Never: an {@code _id} is no array, and documents take part in their order as a whole. */
  @Override
  boolean isNested(String path) {
    return false;
  }

  @Override
  boolean mayRepeat() {
    return false;
  }

  /** The id as it is stored: 1 and 1.0 are one id. */
  @Override
  public @Nullable Object getPosition(Document document) {
    var id = id(document);
    var next = documents.ceilingKey(id);
    return next != null && ValueOrder.INSTANCE.compare(next, id) == 0 ? next : null;
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    if (documents.containsKey(id(document))) {
      throw new DuplicateKeyError(
          this, collection, getKeys(), new KeyValue(document.get(idField())));
    }
  }

  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {
    // The collection has put the document.
  }

  @Override
  public @Nullable Object remove(Document document) {
    return getPosition(document);
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
    // An _id cannot change; the collection sees to that.
  }

  @Override
  public void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Object position,
      MongoCollection<Object> collection) {
    // As above.
  }

  @Override
  public boolean isUnique() {
    return true;
  }

  @Override
  public long getCount() {
    return documents.sizeAsLong();
  }

  @Override
  public void drop() {
    // The documents are not ours to drop.
  }

  private Object id(Document document) {
    return Missing.ofNullable(document.get(idField()));
  }

  private String idField() {
    return paths().get(0);
  }
}
