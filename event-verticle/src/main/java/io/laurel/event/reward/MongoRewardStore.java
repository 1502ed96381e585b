package io.laurel.event.reward;

import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.condition.Conditions;
import io.laurel.event.stock.SerialRange;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;

/** Rewards in the collection {@code rewards}. */
public final class MongoRewardStore implements RewardStore {
  private static final String EVENT_ID = "eventId";
  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String TYPE = "type";
  private static final String QUANTITY = "quantity";
  private static final String ATTRIBUTES = "attributes";
  private static final String STOCK = "stock";
  private static final String NEXT_SERIAL = "nextSerial";
  private static final String VERSION = "version";
  private static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";
  private static final String FINGERPRINT = "fingerprint";

  private final MongoCollection rewards;
  private final MongoPages pages;

  /** A store in that database. */
  public MongoRewardStore(MongoDatabase database) {
    this.rewards = database.collection("rewards");
    this.pages = new MongoPages(rewards, CREATED_AT);
  }

  @Override
  public Future<Void> prepare() {
    return rewards.index(new JsonObject().put(EVENT_ID, 1).put(CREATED_AT, -1).put(ID, -1));
  }

  @Override
  public Future<Boolean> insert(Reward reward) {
    return rewards.insertIfAbsent(toDocument(reward));
  }

  @Override
  public Future<Reward> find(String eventId, String id) {
    return rewards
        .findOne(new JsonObject().put(ID, id).put(EVENT_ID, eventId))
        .map(MongoRewardStore::toReward);
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
        .map(found -> found.stream().map(MongoRewardStore::toReward).toList());
  }

  @Override
  public Future<Page<Reward>> list(String eventId, PageRequest page) {
    return pages.find(
        new JsonObject().put(EVENT_ID, eventId), page, MongoRewardStore::toReward, Reward::cursor);
  }

  @Override
  public Future<SerialRange> takeSerials(String id, int stock, int count) {
    JsonObject query =
        new JsonObject().put(ID, id).put(NEXT_SERIAL, new JsonObject().put("$lte", stock));
    JsonObject update = new JsonObject().put("$inc", new JsonObject().put(NEXT_SERIAL, count));
    return rewards
        .findOneAndUpdate(query, update)
        .map(
            after -> {
              if (after == null) {
                return SerialRange.EMPTY;
              }
              int next = after.getInteger(NEXT_SERIAL);
              return new SerialRange(next - count, Math.min(next - 1, after.getInteger(STOCK)));
            });
  }

  private static JsonObject toDocument(Reward reward) {
    JsonObject document =
        new JsonObject()
            .put(ID, reward.id())
            .put(EVENT_ID, reward.eventId())
            .put(NAME, reward.name())
            .put(TYPE, reward.type())
            .put(QUANTITY, reward.quantity())
            .put(VERSION, reward.version())
            .put(CREATED_AT, toDate(reward.createdAt()))
            .put(UPDATED_AT, toDate(reward.updatedAt()));
    reward.conditions().addTo(document);
    if (reward.description() != null) {
      document.put(DESCRIPTION, reward.description());
    }
    if (reward.attributes() != null) {
      document.put(ATTRIBUTES, reward.attributes());
    }
    if (reward.isLimited()) {
      document.put(STOCK, reward.stock()).put(NEXT_SERIAL, 1);
    }
    return reward.fingerprint() == null
        ? document
        : document.put(FINGERPRINT, reward.fingerprint());
  }

  private static Reward toReward(JsonObject document) {
    return document == null
        ? null
        : new Reward(
            document.getString(ID),
            document.getString(EVENT_ID),
            document.getString(NAME),
            document.getString(DESCRIPTION),
            document.getString(TYPE),
            document.getLong(QUANTITY),
            document.getJsonObject(ATTRIBUTES),
            document.getInteger(STOCK),
            Conditions.of(document),
            document.getInteger(VERSION),
            fromDate(document, CREATED_AT),
            fromDate(document, UPDATED_AT),
            document.getString(FINGERPRINT));
  }
}
