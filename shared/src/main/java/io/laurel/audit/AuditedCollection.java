package io.laurel.audit;

import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoReadings;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose changes are proved: a change and its entry are one write, and what a dying
 * process leaves of the entries' way to the audit collection is done by the next {@link #sweep}. A
 * change without an entry is a method of its own, which says so.
 */
public final class AuditedCollection {
  private static final int BATCH = 100;

  private final MongoCollection documents;
  private final MongoAuditOutbox outbox;

  /** The collection of that name, whose entries are moved on to {@code entries}. */
  public AuditedCollection(MongoDatabase database, String name, AuditStore entries) {
    this.documents = database.collection(name);
    this.outbox = new MongoAuditOutbox(documents, entries);
  }

  /** What may be read of it. */
  public MongoReadings readings() {
    return documents;
  }

  /** Makes the index that {@link #sweep} reads. */
  public Future<Void> prepare() {
    return outbox.prepare();
  }

  /**
   * The same where nearly all documents are inserted {@link #insertUntold}, whose inserts it spares
   * a write.
   */
  public Future<Void> prepareSparse() {
    return outbox.prepareSparse();
  }

  /**
   * Inserts a document that bears its {@code _id}, with its entry.
   *
   * @return false where a unique index holds one like it: nothing is written
   */
  public Future<Boolean> insert(JsonObject document, AuditEntry entry) {
    JsonObject proved = MongoAuditOutbox.put(document, entry);
    return documents
        .insertIfAbsent(proved)
        .compose(
            inserted -> inserted ? outbox.move(proved).map(true) : Future.succeededFuture(false));
  }

  /** The same for what is a proof of itself. */
  public Future<Boolean> insertUntold(JsonObject document) {
    return documents.insertIfAbsent(document);
  }

  /** The same for many, each by itself; those of whose ids there is one stay as they are. */
  public Future<Void> insertAllUntold(List<JsonObject> many) {
    return documents.insertAllAbsent(many);
  }

  /**
   * Changes the one document that matches, and keeps the entry, in one step.
   *
   * @return the document after the change, or null where none matched
   */
  public Future<@Nullable JsonObject> change(
      JsonObject query, JsonObject update, AuditEntry entry) {
    return documents
        .findOneAndUpdate(query, MongoAuditOutbox.push(update, entry))
        .compose(
            changed ->
                changed == null ? Future.succeededFuture() : outbox.move(changed).map(changed));
  }

  /** Keeps an entry with the one document that matches, which stays as it is. */
  public Future<Void> tell(JsonObject query, AuditEntry entry) {
    return change(query, new JsonObject(), entry).mapEmpty();
  }

  /**
   * The same as {@link #change} for what nobody answers for, or what another document's entry tells
   * of.
   */
  public Future<@Nullable JsonObject> changeUntold(JsonObject query, JsonObject update) {
    return documents.findOneAndUpdate(query, update);
  }

  /**
   * Deletes the one document that matches. First one write that makes it deleted and holds the
   * entry; the document goes when the entry is in the audit collection. Removed at once, it would
   * take the entry with it.
   *
   * @param mark makes it deleted: no reading finds it any more
   * @param contents takes away what belongs to it, before it goes; may be asked again
   * @return false where none matched: nothing is changed
   */
  public Future<Boolean> delete(
      JsonObject query,
      JsonObject mark,
      AuditEntry entry,
      Function<JsonObject, Future<Void>> contents) {
    return documents
        .findOneAndUpdate(query, MongoAuditOutbox.push(mark, entry))
        .compose(
            deleted ->
                deleted == null
                    ? Future.succeededFuture(false)
                    // It is deleted; what fails from here on is done by a sweep.
                    : discard(deleted, contents).transform(gone -> Future.succeededFuture(true)));
  }

  /** Ends the deletion of a document that was marked so. */
  public Future<Void> discard(JsonObject deleted, Function<JsonObject, Future<Void>> contents) {
    return contents.apply(deleted).compose(gone -> outbox.discard(deleted));
  }

  /** Moves on the entries that a process left in the documents. */
  public Future<Void> sweep() {
    return outbox.sweep();
  }

  /**
   * The same, and ends deletions.
   *
   * @param deleted matches what is marked so
   */
  public Future<Void> sweep(JsonObject deleted, Function<JsonObject, Future<Void>> contents) {
    Future<Void> ended =
        documents
            .find(deleted, BATCH)
            .compose(
                found -> Future.join(found.stream().map(each -> discard(each, contents)).toList()))
            .mapEmpty();
    return Future.join(outbox.sweep(), ended).mapEmpty();
  }
}
