package io.laurel.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A collection whose queries go through its indexes where one of them narrows the search. */
final class IndexedCollection extends H2Collection {
  private final LongAdder documentsExamined;
  private @Nullable Document meantByAll;

  IndexedCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      MVMap<Object, Document> documents,
      MVMap<String, Object> meta,
      CursorRegistry cursors,
      LongAdder documentsExamined) {
    super(database, name, options, documents, meta, cursors);
    this.documentsExamined = documentsExamined;
  }

  @Override
  protected QueryResult queryDocuments(
      Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
    return QueryPlan.of(getIndexes(), query, wanted(query, orderBy, skip, limit))
        .map(
            found -> {
              var unsorted = found.inOrder() ? null : orderBy;
              return matchDocuments(
                  query, found.positions(), unsorted, skip, limit, batchSize, fields);
            })
        .orElseGet(() -> matchDocuments(query, orderBy, skip, limit, batchSize, fields));
  }

  private QueryPlan.Wanted wanted(Document query, Document orderBy, int skip, int limit) {
    return limit > 0
        ? new QueryPlan.Wanted(
            Order.of(orderBy),
            (long) skip + limit,
            position -> documentMatchesQuery(getDocument(position), query))
        : QueryPlan.Wanted.ALL;
  }

  @Override
  protected boolean documentMatchesQuery(Document document, Document query) {
    documentsExamined.increment();
    return super.documentMatchesQuery(document, query);
  }

  /** What an index alone can count; see {@link IndexCount}. */
  Optional<List<Document>> count(List<?> pipeline) {
    return IndexCount.of(pipeline, getIndexes());
  }

  /**
   * Runs an aggregation that begins with a filter. The library starts each by reading all documents
   * and filters then; the first such reading gives only those that match.
   */
  Document whileAllMeans(Document filter, Supplier<Document> aggregation) {
    meantByAll = filter;
    try {
      return aggregation.get();
    } finally {
      meantByAll = null;
    }
  }

  @Override
  public Stream<Document> queryAllAsStream() {
    var filter = meantByAll;
    meantByAll = null;
    return filter == null
        ? super.queryAllAsStream()
        : handleQueryAsStream(new Document("$query", filter));
  }

  /** Leaves nothing of an index that could not be built: half an index would be taken for whole. */
  @Override
  public void addIndex(Index<Object> index) {
    try {
      super.addIndex(index);
    } catch (IndexBuildFailedException e) {
      index.drop();
      throw e;
    }
  }

  /** The size would be one more write per write, and nobody asks for it. */
  @Override
  protected boolean tracksDataSize() {
    return false;
  }
}
