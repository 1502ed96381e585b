package io.laurel.event.catalog.reward;

import static io.laurel.event.catalog.reward.RewardDocuments.CREATED_AT;
import static io.laurel.event.catalog.reward.RewardDocuments.EVENT_ID;
import static io.laurel.event.catalog.reward.RewardDocuments.OPTIONAL;
import static io.laurel.event.catalog.reward.RewardDocuments.STOCK;
import static io.laurel.event.catalog.reward.RewardDocuments.VERSION;
import static io.laurel.event.catalog.reward.RewardDocuments.toDocument;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditedCollection;
import io.laurel.event.catalog.stock.SerialBlock;
import io.laurel.event.catalog.stock.SerialRange;
import io.laurel.mongo.MongoChanges;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rewards in the collection {@code rewards}. */
public final class MongoRewardStore implements RewardStore {
  private static final String NEXT_SERIAL = "nextSerial";

  /** The event of a deleted reward, until its entries are moved on. It is no event's id. */
  private static final String DELETED = "deleted";

  /** So many come with the first answer. */
  private static final int REWARDS_AT_ONCE = 1_000;

  private final AuditedCollection rewards;
  private final MongoPages pages;
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
    this.rewards = new AuditedCollection(database, "rewards", audit);
    this.pages = new MongoPages(rewards.readings(), CREATED_AT);
    this.dropCodes = dropCodes;
  }

  /** Moves on the audit entries that a process left in its documents, and ends its deletions. */
  @Override
  public Future<Void> sweep() {
    return rewards.sweep(new JsonObject().put(EVENT_ID, DELETED), this::empty);
  }

  @Override
  public Future<Void> prepare() {
    return Future.all(pages.index(EVENT_ID), rewards.prepare()).mapEmpty();
  }

  @Override
  public Future<Boolean> insert(Reward reward, AuditEntry entry) {
    return rewards.insert(fresh(reward), entry);
  }

  @Override
  public Future<Void> insertAll(List<Reward> many) {
    return rewards.insertAllUntold(many.stream().map(MongoRewardStore::fresh).toList());
  }

  private static JsonObject fresh(Reward reward) {
    JsonObject document = toDocument(reward);
    return reward.isLimited() ? document.put(NEXT_SERIAL, 1) : document;
  }

  @Override
  public Future<Boolean> replace(Reward before, Reward after, AuditEntry entry) {
    JsonObject query = versionOf(before);
    JsonObject update = MongoChanges.to(toDocument(after), OPTIONAL);
    if (after.isLimited()) {
      update.put("$max", new JsonObject().put(NEXT_SERIAL, 1));
    }
    if (after.terms().isStockLowerThan(before.terms())) {
      JsonObject handedOut = new JsonObject().put("$gt", after.units() + 1);
      query.put(NEXT_SERIAL, new JsonObject().put("$not", handedOut));
    }
    return rewards.change(query, update, entry).map(Objects::nonNull);
  }

  @Override
  public Future<Boolean> delete(Reward reward, AuditEntry entry) {
    return rewards.delete(versionOf(reward), deletion(), entry, this::empty);
  }

  /** The event's entry tells of it. */
  @Override
  public Future<Void> dropAllOf(String eventId) {
    JsonObject next = new JsonObject().put(EVENT_ID, eventId);
    return rewards
        .changeUntold(next, deletion())
        .compose(
            deleted ->
                deleted == null
                    ? Future.succeededFuture()
                    : rewards.discard(deleted, this::empty).compose(gone -> dropAllOf(eventId)));
  }

  private Future<Void> empty(JsonObject deleted) {
    return dropCodes.apply(deleted.getString(ID));
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
  public Future<@Nullable Reward> find(String eventId, String id) {
    return rewards
        .readings()
        .findOne(new JsonObject().put(ID, id).put(EVENT_ID, eventId))
        .map(document -> document == null ? null : RewardDocuments.toReward(document));
  }

  @Override
  public Future<List<Reward>> ofEvent(String eventId, int limit) {
    FindOptions options =
        new FindOptions()
            .setSort(new JsonObject().put(CREATED_AT, 1).put(ID, 1))
            .setLimit(limit)
            .setBatchSize(limit);
    return rewards
        .readings()
        .find(new JsonObject().put(EVENT_ID, eventId), options)
        .map(found -> found.stream().map(RewardDocuments::toReward).toList());
  }

  @Override
  public Future<List<Reward>> ofEvents(Collection<String> eventIds) {
    JsonObject any = new JsonObject().put("$in", new JsonArray(List.copyOf(eventIds)));
    FindOptions options =
        new FindOptions()
            .setSort(new JsonObject().put(CREATED_AT, 1).put(ID, 1))
            .setBatchSize(REWARDS_AT_ONCE);
    return rewards
        .readings()
        .find(new JsonObject().put(EVENT_ID, any), options)
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
        .changeUntold(query, update)
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
        .readings()
        .findOne(new JsonObject().put(ID, id))
        .map(
            reward ->
                new SerialBlock(
                    SerialRange.EMPTY,
                    reward == null ? 0 : reward.getInteger(STOCK, Integer.MAX_VALUE)));
  }
}
