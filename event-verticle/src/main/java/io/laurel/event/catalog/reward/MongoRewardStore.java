package io.laurel.event.catalog.reward;

import static io.laurel.event.catalog.reward.RewardDocuments.EVENT_ID;
import static io.laurel.event.catalog.reward.RewardDocuments.STOCK;
import static io.laurel.event.catalog.reward.RewardDocuments.VERSION;
import static io.laurel.event.catalog.reward.RewardDocuments.CREATED_AT;
import static io.laurel.event.catalog.reward.RewardDocuments.OPTIONAL;
import static io.laurel.event.catalog.reward.RewardDocuments.toDocument;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.MongoAuditOutbox;
import io.laurel.event.catalog.stock.SerialBlock;
import io.laurel.event.catalog.stock.SerialRange;
import io.laurel.mongo.MongoChanges;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;
import java.util.function.Function;

/** Rewards in the collection {@code rewards}. */
public final class MongoRewardStore implements RewardStore {
  private static final String NEXT_SERIAL = "nextSerial";

  /** The event of a deleted reward, until its entries are moved on. It is no event's id. */
  private static final String DELETED = "deleted";

  private static final int BATCH = 100;

  private final MongoCollection rewards;
  private final MongoPages pages;
  private final MongoAuditOutbox outbox;
  private final Function<String, Future<Void>> dropCodes;

  /** A store in that database of rewards none of which has codes. */
  public MongoRewardStore(MongoDatabase database, AuditStore audit) {
    this(database, audit, rewardId -> Future.succeededFuture());
  }

  /**
   * A store in that database, whose entries are moved on to {@code audit}.
   *
   * @param dropCodes takes away the codes of a reward that is deleted; may be asked repeatedly
   */
  public MongoRewardStore(
      MongoDatabase database, AuditStore audit, Function<String, Future<Void>> dropCodes) {
    this.rewards = database.collection("rewards");
    this.pages = new MongoPages(rewards, CREATED_AT);
    this.outbox = new MongoAuditOutbox(rewards, audit);
    this.dropCodes = dropCodes;
  }

  /** Moves on the audit entries that a process left in its documents, and ends its deletions. */
  @Override
  public Future<Void> sweep() {
    FindOptions options = new FindOptions().setLimit(BATCH).setBatchSize(BATCH);
    return outbox
        .sweep()
        .compose(swept -> rewards.find(new JsonObject().put(EVENT_ID, DELETED), options))
        .compose(found -> Future.all(found.stream().map(this::discard).toList()))
        .mapEmpty();
  }

  @Override
  public Future<Void> prepare() {
    JsonObject byEvent = new JsonObject().put(EVENT_ID, 1).put(CREATED_AT, -1).put(ID, -1);
    return Future.all(rewards.index(byEvent), outbox.prepare()).mapEmpty();
  }

  @Override
  public Future<Boolean> insert(Reward reward, AuditEntry entry) {
    JsonObject document = MongoAuditOutbox.put(toDocument(reward), entry);
    if (reward.isLimited()) {
      document.put(NEXT_SERIAL, 1);
    }
    return rewards
        .insertIfAbsent(document)
        .compose(
            inserted -> inserted ? outbox.move(document).map(true) : Future.succeededFuture(false));
  }

  @Override
  public Future<Boolean> replace(Reward before, Reward after, AuditEntry entry) {
    JsonObject query = versionOf(before);
    JsonObject update = MongoChanges.to(toDocument(after), OPTIONAL);
    if (after.isLimited()) {
      update.put("$max", new JsonObject().put(NEXT_SERIAL, 1));
    }
    if (after.terms().isStockLowerThan(before.terms())) {
      JsonObject handedOut = new JsonObject().put("$gt", after.stock() + 1);
      query.put(NEXT_SERIAL, new JsonObject().put("$not", handedOut));
    }
    return rewards
        .findOneAndUpdate(query, MongoAuditOutbox.push(update, entry))
        .compose(
            changed ->
                changed == null ? Future.succeededFuture(false) : outbox.move(changed).map(true));
  }

  /**
   * First one write that takes it out of its event and holds the entry; the document goes when the
   * entry is in the audit collection. Removed at once, it would take the entry with it.
   */
  @Override
  public Future<Boolean> delete(Reward reward, AuditEntry entry) {
    return rewards
        .findOneAndUpdate(versionOf(reward), MongoAuditOutbox.push(deletion(), entry))
        .compose(
            deleted ->
                deleted == null
                    ? Future.succeededFuture(false)
                    // It is deleted; what fails from here on is done by a sweep.
                    : discard(deleted).transform(gone -> Future.succeededFuture(true)));
  }

  /** The event's entry tells of it. */
  @Override
  public Future<Void> dropAllOf(String eventId) {
    JsonObject next = new JsonObject().put(EVENT_ID, eventId);
    return rewards
        .findOneAndUpdate(next, deletion())
        .compose(
            deleted ->
                deleted == null
                    ? Future.succeededFuture()
                    : discard(deleted).compose(gone -> dropAllOf(eventId)));
  }

  private Future<Void> discard(JsonObject deleted) {
    return dropCodes.apply(deleted.getString(ID)).compose(dropped -> outbox.discard(deleted));
  }

  private static JsonObject deletion() {
    return new JsonObject().put("$set", new JsonObject().put(EVENT_ID, DELETED));
  }

  private static JsonObject versionOf(Reward reward) {
    return new JsonObject()
        .put(ID, reward.id())
        .put(EVENT_ID, reward.eventId())
        .put(VERSION, reward.version());
  }

  @Override
  public Future<Reward> find(String eventId, String id) {
    return rewards
        .findOne(new JsonObject().put(ID, id).put(EVENT_ID, eventId))
        .map(RewardDocuments::toReward);
  }

  @Override
  public Future<List<Reward>> ofEvent(String eventId, int limit) {
    FindOptions options =
        new FindOptions()
            .setSort(new JsonObject().put(CREATED_AT, 1).put(ID, 1))
            .setLimit(limit)
            .setBatchSize(limit);
    return rewards
        .find(new JsonObject().put(EVENT_ID, eventId), options)
        .map(found -> found.stream().map(RewardDocuments::toReward).toList());
  }

  @Override
  public Future<Page<Reward>> list(String eventId, PageRequest page) {
    return pages.find(
        new JsonObject().put(EVENT_ID, eventId), page, RewardDocuments::toReward, Reward::cursor);
  }

  @Override
  public Future<SerialBlock> takeSerials(String id, int stock, int count) {
    JsonObject query =
        new JsonObject().put(ID, id).put(NEXT_SERIAL, new JsonObject().put("$lte", stock));
    JsonObject update = new JsonObject().put("$inc", new JsonObject().put(NEXT_SERIAL, count));
    return rewards
        .findOneAndUpdate(query, update)
        .compose(
            after -> {
              if (after == null) {
                return noneLeft(id);
              }
              int next = after.getInteger(NEXT_SERIAL);
              // One that has become unlimited has all that is asked for.
              int now = after.getInteger(STOCK, stock);
              SerialRange taken = new SerialRange(next - count, Math.min(next - 1, now));
              return Future.succeededFuture(new SerialBlock(taken, now));
            });
  }

  private Future<SerialBlock> noneLeft(String id) {
    return rewards
        .findOne(new JsonObject().put(ID, id))
        .map(
            reward ->
                new SerialBlock(
                    SerialRange.EMPTY,
                    reward == null ? 0 : reward.getInteger(STOCK, Integer.MAX_VALUE)));
  }
}
