package io.laurel.audit;

import io.laurel.mongo.MongoCollection;
import io.laurel.schedule.Backlog;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries that still lie in the changed documents of one collection. The write that changes a
 * document pushes its entry ({@link #push}); {@link #move} then adds it to the audit collection and
 * takes it out of the document. Each step may be repeated, by any node: an entry keeps its id. What
 * a dying process leaves behind is moved by the next {@link #sweep}.
 */
final class MongoAuditOutbox {
  private static final Logger LOG = LoggerFactory.getLogger(MongoAuditOutbox.class);
  private static final String FIELD = "audit";
  private static final String ENTRY_ID = FIELD + "." + MongoCollection.ID;

  private final MongoCollection changed;
  private final AuditStore entries;

  /** A document is marked by the entries that it holds. */
  private final Backlog<JsonObject> left =
      Backlog.ofEach(
          new Backlog.Marks<>(this::marked, MongoAuditOutbox::id, this::unmark), this::add);

  /** The outbox in the documents of {@code changed}. */
  public MongoAuditOutbox(MongoCollection changed, AuditStore entries) {
    this.changed = changed;
    this.entries = entries;
  }

  /** Makes the index that {@link #sweep} reads. */
  public Future<Void> prepare() {
    return changed.index(new JsonObject().put(ENTRY_ID, 1));
  }

  /**
   * The same for a collection where nearly all documents are inserted without an entry: they have
   * none in the index either, which spares each insert a write. A collection whose index was made
   * by {@link #prepare} keeps that one.
   */
  public Future<Void> prepareSparse() {
    return changed.sparseIndex(new JsonObject().put(ENTRY_ID, 1));
  }

  /** Adds the entry to an update that is about to be written. */
  public static JsonObject push(JsonObject update, AuditEntry entry) {
    JsonObject pushed = update.getJsonObject("$push", new JsonObject());
    return update.put("$push", pushed.put(FIELD, AuditEntries.toDocument(entry)));
  }

  /** Adds the entry to a document that is about to be inserted. */
  public static JsonObject put(JsonObject document, AuditEntry entry) {
    return document.put(FIELD, new JsonArray().add(AuditEntries.toDocument(entry)));
  }

  /**
   * Moves what lies in a document just written. Never fails: the change holds and its entry with
   * it, and a later sweep moves it.
   *
   * @param document as the write returned it, or as it was inserted
   */
  public Future<Void> move(JsonObject document) {
    if (entries(document).isEmpty()) {
      return Future.succeededFuture();
    }
    return left.settle(document)
        .recover(
            cause -> {
              LOG.warn("Audit entries of {} stay in it for now", id(document), cause);
              return Future.succeededFuture();
            });
  }

  /**
   * Moves what lies in a document that has become useless, and removes it then. Where the entries
   * cannot be moved, the document stays.
   */
  public Future<Void> discard(JsonObject document) {
    // Also one that never had any.
    JsonObject emptied = key(document).put(FIELD + ".0", new JsonObject().put("$exists", false));
    return move(document).compose(moved -> changed.deleteOne(emptied));
  }

  /** Moves what is left in any document, oldest entries first. */
  public Future<Void> sweep() {
    return left.drain();
  }

  private Future<Void> add(JsonObject document) {
    return Future.all(
            entries(document).stream().map(AuditEntries::toEntry).map(entries::add).toList())
        .mapEmpty();
  }

  private static List<JsonObject> entries(JsonObject document) {
    return document.getJsonArray(FIELD, new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private Future<List<JsonObject>> marked(int limit) {
    FindOptions options =
        new FindOptions()
            .setSort(new JsonObject().put(ENTRY_ID, 1))
            .setFields(new JsonObject().put(FIELD, 1))
            .setLimit(limit)
            .setBatchSize(limit);
    return changed.find(new JsonObject().put(ENTRY_ID, new JsonObject().put("$gte", "")), options);
  }

  private Future<Void> unmark(JsonObject document) {
    return changed.findOneAndUpdate(key(document), without(entries(document))).mapEmpty();
  }

  private static JsonObject key(JsonObject document) {
    return new JsonObject().put(MongoCollection.ID, id(document));
  }

  private static String id(JsonObject document) {
    return document.getString(MongoCollection.ID);
  }

  private static JsonObject without(List<JsonObject> moved) {
    JsonArray ids = new JsonArray(moved.stream().map(MongoAuditOutbox::id).toList());
    JsonObject entry = new JsonObject().put(MongoCollection.ID, new JsonObject().put("$in", ids));
    return new JsonObject().put("$pull", new JsonObject().put(FIELD, entry));
  }
}
