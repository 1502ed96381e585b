package io.laurel.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * One database: a map of documents per collection and a map of entries per index. Not a subclass of
 * {@code H2Database}, which opens its indexes from its constructor and, when dropped, takes along
 * every database whose name begins like its own.
 */
final class IndexedDatabase extends AbstractSynchronizedMongoDatabase<Object> {
  private static final String DOCUMENTS = "documents.";
  private static final String ENTRIES = "index.";
  private static final String META = "meta.";
  private static final String NESTED = "nested";
  private static final String ID = "_id";

  private final MVStore store;
  private final LongAdder documentsExamined;

  IndexedDatabase(String name, MVStore store, CursorRegistry cursors, LongAdder documentsExamined) {
    super(name, cursors);
    this.store = store;
    this.documentsExamined = documentsExamined;
    initializeNamespacesAndIndexes();
  }

  /** The databases that the store holds. */
  static Set<String> names(MVStore store) {
    return store.getMapNames().stream()
        .filter(map -> map.startsWith(DOCUMENTS))
        .map(map -> map.substring(DOCUMENTS.length(), map.indexOf('.', DOCUMENTS.length())))
        .collect(Collectors.toSet());
  }

  /** Lets an aggregation that begins with {@code $match} use the indexes, as a find does. */
  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    if (command.equalsIgnoreCase("aggregate") && query.get("cursor") instanceof Document cursor) {
      // The library answers all results at once, and logs a warning where a batch has a size.
      cursor.clear();
    }
    if (command.equalsIgnoreCase("aggregate")
        && query.get(command) instanceof String name
        && resolveCollection(name, false) instanceof IndexedCollection collection
        && query.get("pipeline") instanceof List<?> stages
        && !stages.isEmpty()
        && stages.get(0) instanceof Document first
        && first.get("$match") instanceof Document filter) {
      var counted = collection.count(stages);
      if (counted.isPresent()) {
        return answer(getFullCollectionNamespace(name), counted.get());
      }
      // What comes out of the collection fulfills it; to ask each document again took as long.
      first.put("$match", new Document());
      return collection.whileAllMeans(
          filter, () -> super.handleCommand(channel, command, query, databases, oplog));
    }
    return super.handleCommand(channel, command, query, databases, oplog);
  }

  /** All results of an aggregation, as the library answers them. */
  private static Document answer(String namespace, List<Document> results) {
    var cursor = new Document("id", 0L).append("ns", namespace).append("firstBatch", results);
    return new Document("cursor", cursor).append("ok", 1.0);
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
    return new IndexedCollection(
        this,
        name,
        options,
        documents(name),
        store.openMap(meta(name)),
        cursorRegistry,
        documentsExamined);
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    if (keys.size() == 1 && keys.get(0).getKey().equals(ID)) {
      return new IdIndex(name, keys, documents(collection));
    }
    var entries = entries(collection, name);
    return new UniqueIndex(name, keys, sparse, entries, nested(entries, keys));
  }

  @Override
  protected Index<Object> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    var entries = entries(collection, name);
    return new SecondaryIndex(name, keys, sparse, entries, nested(entries, keys));
  }

  @Override
  protected void dropIndex(MongoCollection<Object> collection, String name) {
    super.dropIndex(collection, name);
    store.removeMap(entriesName(collection.getCollectionName(), name));
  }

  @Override
  public void dropCollection(String name, Oplog oplog) {
    super.dropCollection(name, oplog);
    store.removeMap(DOCUMENTS + getFullCollectionNamespace(name));
    store.removeMap(meta(name));
  }

  @Override
  public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
    throw new MongoServerException("renameCollection is not supported by the embedded server");
  }

  @Override
  protected long getStorageSize() {
    return store.getFileStore() == null ? 0 : store.getFileStore().size();
  }

  @Override
  protected long getFileSize() {
    return getStorageSize();
  }

  private MVMap<Object, Document> documents(String collection) {
    return store.openMap(
        DOCUMENTS + getFullCollectionNamespace(collection),
        new MVMap.Builder<Object, Document>()
            .keyType(ValueType.INSTANCE)
            .valueType(DocumentType.INSTANCE));
  }

  private MVMap<Object, Object> entries(String collection, String index) {
    return values(entriesName(collection, index));
  }

  private NestedFields nested(MVMap<Object, Object> entries, List<IndexKey> keys) {
    // A file from before they were watched: take all for nested.
    List<String> unwatched =
        entries.isEmpty() ? List.of() : keys.stream().map(IndexKey::getKey).toList();
    return NestedFields.of(values(NESTED), entries.getName(), unwatched);
  }

  private MVMap<Object, Object> values(String map) {
    return store.openMap(
        map,
        new MVMap.Builder<Object, Object>()
            .keyType(ValueType.INSTANCE)
            .valueType(ValueType.INSTANCE));
  }

  private String entriesName(String collection, String index) {
    return ENTRIES + getFullCollectionNamespace(collection) + "." + index;
  }

  private String meta(String collection) {
    return META + getFullCollectionNamespace(collection);
  }
}
