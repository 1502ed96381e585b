package io.laurel.event.catalog.accesscode;

import static io.laurel.json.JsonFields.putPresent;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.fromDateOrNull;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditedCollection;
import io.laurel.event.catalog.stock.SerialBlock;
import io.laurel.event.catalog.stock.SerialRange;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Batches in the collection {@code accessBatches}. */
final class MongoCodeBatchStore implements CodeBatchStore {
  private static final String EVENT_ID = "eventId";
  private static final String REWARD_ID = "rewardId";
  private static final String WORD_ENDS = "wordEnds";
  private static final String WANTED = "wanted";
  private static final String MADE = "made";
  private static final String USES = "uses";
  private static final String CREATED_AT = "createdAt";
  private static final String CREATED_BY = "createdBy";
  private static final String VOIDED_AT = "voidedAt";

  /** The next use of a word that was never handed out. */
  private static final String NEXT_USE = "nextUse";

  /** The event of a batch whose event is gone, until its entries are moved on. */
  private static final String DELETED = "deleted";

  private final AuditedCollection batches;
  private final MongoPages pages;

  /** A store in that database, whose entries are moved on to {@code audit}. */
  MongoCodeBatchStore(MongoDatabase database, AuditStore audit) {
    this.batches = new AuditedCollection(database, "accessBatches", audit);
    this.pages = new MongoPages(batches.readings(), CREATED_AT);
  }

  @Override
  public Future<Void> prepare() {
    return Future.all(pages.index(EVENT_ID), batches.prepare()).mapEmpty();
  }

  /** Moves on the audit entries that a process left in its documents, and ends its deletions. */
  @Override
  public Future<Void> sweep() {
    return batches.sweep(
        new JsonObject().put(EVENT_ID, DELETED), deleted -> Future.succeededFuture());
  }

  @Override
  public Future<Void> insert(CodeBatch batch, AuditEntry entry) {
    return batches.insert(toDocument(batch), entry).mapEmpty();
  }

  @Override
  public Future<Void> list(CodeBatch word) {
    return batches.insertUntold(toDocument(word).put(NEXT_USE, 1)).mapEmpty();
  }

  @Override
  public Future<@Nullable CodeBatch> find(String id) {
    return batches
        .readings()
        .findOne(new JsonObject().put(ID, id))
        .map(found -> found == null ? null : toBatch(found));
  }

  @Override
  public Future<Boolean> raise(CodeBatch before, int made) {
    JsonObject asRead = notVoid(before).put(MADE, before.made());
    JsonObject raise = new JsonObject().put("$set", new JsonObject().put(MADE, made));
    return batches.changeUntold(asRead, raise).map(Objects::nonNull);
  }

  @Override
  public Future<Outcome<CodeBatch>> makeVoid(CodeBatch before, Instant at, AuditEntry entry) {
    JsonObject mark = new JsonObject().put("$set", new JsonObject().put(VOIDED_AT, toDate(at)));
    return batches
        .change(notVoid(before), mark, entry)
        .map(changed -> changed == null ? new Lost<>() : new Written<>(toBatch(changed)));
  }

  private static JsonObject notVoid(CodeBatch batch) {
    return new JsonObject()
        .put(ID, batch.id())
        .put(EVENT_ID, batch.eventId())
        .put(VOIDED_AT, new JsonObject().put("$exists", false));
  }

  @Override
  public Future<Page<CodeBatch>> list(String eventId, PageRequest page) {
    return pages.find(
        new JsonObject().put(EVENT_ID, eventId),
        page,
        MongoCodeBatchStore::toBatch,
        CodeBatch::cursor);
  }

  @Override
  public Future<SerialBlock> takeUses(String word, int uses, int count) {
    JsonObject query =
        new JsonObject().put(ID, word).put(NEXT_USE, new JsonObject().put("$lte", uses));
    JsonObject update = new JsonObject().put("$inc", new JsonObject().put(NEXT_USE, count));
    return batches
        .changeUntold(query, update)
        .map(
            after ->
                new SerialBlock(
                    after == null ? SerialRange.EMPTY : taken(after, uses, count), uses));
  }

  private static SerialRange taken(JsonObject after, int uses, int count) {
    int next = after.getInteger(NEXT_USE);
    return new SerialRange(next - count, Math.min(next - 1, uses));
  }

  /** The event's entry tells of it. */
  @Override
  public Future<Void> dropAllOf(String eventId) {
    JsonObject next = new JsonObject().put(EVENT_ID, eventId);
    JsonObject deletion = new JsonObject().put("$set", new JsonObject().put(EVENT_ID, DELETED));
    return batches
        .changeUntold(next, deletion)
        .compose(
            deleted ->
                deleted == null
                    ? Future.succeededFuture()
                    : batches
                        .discard(deleted, gone -> Future.succeededFuture())
                        .compose(gone -> dropAllOf(eventId)));
  }

  private static JsonObject toDocument(CodeBatch batch) {
    JsonObject document = new JsonObject().put(ID, batch.id()).put(EVENT_ID, batch.eventId());
    putPresent(document, REWARD_ID, batch.rewardId());
    putPresent(document, WORD_ENDS, batch.wordEnds());
    putPresent(document, VOIDED_AT, toDate(batch.voidedAt()));
    return document
        .put(WANTED, batch.wanted())
        .put(MADE, batch.made())
        .put(USES, batch.uses())
        .put(CREATED_AT, toDate(batch.createdAt()))
        .put(CREATED_BY, batch.createdBy());
  }

  private static CodeBatch toBatch(JsonObject document) {
    return new CodeBatch(
        document.getString(ID),
        document.getString(EVENT_ID),
        document.getString(REWARD_ID),
        document.getString(WORD_ENDS),
        document.getInteger(WANTED),
        document.getInteger(MADE),
        document.getInteger(USES),
        fromDate(document, CREATED_AT),
        document.getString(CREATED_BY),
        fromDateOrNull(document, VOIDED_AT));
  }
}
