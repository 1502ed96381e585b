package io.laurel.event.catalog.accesscode;

import static io.laurel.event.catalog.accesscode.AccessCodeDocuments.BATCH;
import static io.laurel.event.catalog.accesscode.AccessCodeDocuments.COLLECTION;
import static io.laurel.event.catalog.accesscode.AccessCodeDocuments.EVENT_ID;
import static io.laurel.event.catalog.accesscode.AccessCodeDocuments.REWARD_ID;
import static io.laurel.event.catalog.accesscode.AccessCodeDocuments.toCode;
import static io.laurel.event.catalog.accesscode.AccessCodeDocuments.toDocument;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditedCollection;
import io.laurel.mongo.MongoBatches;
import io.laurel.mongo.MongoChanges;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Codes in the collection {@code accessCodes}; the hash of each is its id. A word that is not
 * listed yet bears what its list needs.
 */
final class MongoAccessCodeStore implements AccessCodeStore {
  /** When the word was made; stands only while it is not listed. */
  private static final String UNLISTED = "unlisted";

  private static final String WORD_ENDS = "wordEnds";
  private static final String CREATED_BY = "createdBy";

  /** What a code may lack. */
  private static final List<String> OPTIONAL = List.of(REWARD_ID);

  private final AuditedCollection words;
  private final MongoCollection codes;

  /** A store in that database, whose entries are moved on to {@code audit}. */
  MongoAccessCodeStore(MongoDatabase database, AuditStore audit) {
    this.words = new AuditedCollection(database, COLLECTION, audit);
    this.codes = database.collection(COLLECTION);
  }

  @Override
  public Future<Void> prepare() {
    return Future.all(
            codes.index(new JsonObject().put(EVENT_ID, 1)),
            codes.sparseIndex(new JsonObject().put(UNLISTED, 1)),
            words.prepareSparse())
        .mapEmpty();
  }

  /** Moves on the audit entries that a process left in its documents. */
  @Override
  public Future<Void> sweep() {
    return words.sweep();
  }

  @Override
  public Future<Integer> append(List<AccessCode> all) {
    return codes.insertInOrder(all.stream().map(AccessCodeDocuments::toDocument).toList());
  }

  @Override
  public Future<List<AccessCode>> find(Collection<String> ids) {
    JsonObject any = new JsonObject().put("$in", new JsonArray(List.copyOf(ids)));
    return codes
        .find(new JsonObject().put(ID, any), new FindOptions().setBatchSize(ids.size() + 1))
        .map(found -> found.stream().map(AccessCodeDocuments::toCode).toList());
  }

  @Override
  public Future<Boolean> insert(Word word, AuditEntry entry) {
    return words.insert(unlisted(word), entry);
  }

  /** An update and no replacement, which would take along an entry that is not moved on yet. */
  @Override
  public Future<Boolean> takeOver(AccessCode before, Word word, AuditEntry entry) {
    JsonObject asRead =
        new JsonObject()
            .put(ID, before.id())
            .put(EVENT_ID, before.eventId())
            .put(BATCH, before.batch());
    return words
        .change(asRead, MongoChanges.to(unlisted(word), OPTIONAL), entry)
        .map(Objects::nonNull);
  }

  @Override
  public Future<List<Word>> unlisted(int limit) {
    JsonObject marked = new JsonObject().put("$gte", toDate(Instant.EPOCH));
    return codes
        .find(new JsonObject().put(UNLISTED, marked), limit)
        .map(found -> found.stream().map(MongoAccessCodeStore::toWord).toList());
  }

  @Override
  public Future<Void> listed(Word word) {
    JsonObject asRead = new JsonObject().put(ID, word.id()).put(BATCH, word.batch().id());
    JsonObject facts = new JsonObject().put(UNLISTED, "").put(WORD_ENDS, "").put(CREATED_BY, "");
    return words.changeUntold(asRead, new JsonObject().put("$unset", facts)).mapEmpty();
  }

  /** Entries first: whatever is forgotten here was told before. */
  @Override
  public Future<Void> dropAllOf(String eventId) {
    return words
        .sweep()
        .compose(told -> new MongoBatches(codes).delete(new JsonObject().put(EVENT_ID, eventId)));
  }

  private static JsonObject unlisted(Word word) {
    return toDocument(word.code())
        .put(UNLISTED, toDate(word.batch().createdAt()))
        .put(WORD_ENDS, word.batch().wordEnds())
        .put(CREATED_BY, word.batch().createdBy());
  }

  private static Word toWord(JsonObject document) {
    AccessCode code = toCode(document);
    return new Word(
        code.id(),
        new CodeBatch(
            code.batch(),
            code.eventId(),
            code.rewardId(),
            document.getString(WORD_ENDS),
            1,
            1,
            code.uses(),
            fromDate(document, UNLISTED),
            document.getString(CREATED_BY),
            null));
  }
}
