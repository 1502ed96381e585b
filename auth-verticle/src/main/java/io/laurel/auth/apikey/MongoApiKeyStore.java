package io.laurel.auth.apikey;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditedCollection;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.laurel.mongo.MongoPages;
import io.laurel.mongo.MongoReadings;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API keys in the collection {@code keys}; its unique index over account and place bounds them. */
final class MongoApiKeyStore implements ApiKeyStore {
  private static final String COLLECTION = "keys";
  private static final String USER_ID = "userId";
  private static final String NAME = "name";
  private static final String HASH = "hash";

  /** A number as a text; once it is revoked, the key's own id, which nobody else asks for. */
  private static final String PLACE = "place";

  private static final String CREATED_AT = "createdAt";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String LAST_USED_AT = "lastUsedAt";
  private static final String REVOKED_AT = "revokedAt";
  private static final String REVOKING = "revoking";

  private final AuditedCollection keys;
  private final MongoPages pages;

  /** A store in that database, whose entries are moved on to {@code audit}. */
  MongoApiKeyStore(MongoDatabase database, AuditStore audit) {
    this.keys = new AuditedCollection(database, COLLECTION, audit);
    this.pages = new MongoPages(keys.readings(), CREATED_AT);
  }

  @Override
  public Future<Void> prepare() {
    MongoReadings readings = keys.readings();
    return readings
        .uniqueIndex(new JsonObject().put(USER_ID, 1).put(PLACE, 1))
        .compose(done -> pages.index(USER_ID))
        .compose(done -> readings.index(new JsonObject().put(REVOKING, 1)))
        .compose(done -> keys.prepare());
  }

  @Override
  public Future<Void> sweep() {
    return keys.sweep();
  }

  @Override
  public Future<Set<Integer>> places(String userId) {
    return keys.readings()
        .find(unrevoked(new JsonObject().put(USER_ID, userId)), ApiKeyService.MAX_KEYS)
        .map(
            found ->
                found.stream()
                    .map(key -> Integer.valueOf(key.getString(PLACE)))
                    .collect(Collectors.toSet()));
  }

  @Override
  public Future<Boolean> add(ApiKey key, int place, AuditEntry entry) {
    JsonObject document =
        new JsonObject()
            .put(MongoCollection.ID, key.id())
            .put(USER_ID, key.userId())
            .put(NAME, key.name())
            .put(HASH, key.hash())
            .put(PLACE, String.valueOf(place))
            .put(CREATED_AT, MongoDates.toDate(key.createdAt()));
    putPresent(document, EXPIRES_AT, MongoDates.toDate(key.expiresAt()));
    return keys.insert(document, entry);
  }

  @Override
  public Future<@Nullable ApiKey> byId(String id) {
    return keys.readings().findOne(key(id)).map(MongoApiKeyStore::toKeyOrNull);
  }

  @Override
  public Future<Page<ApiKey>> list(String userId, PageRequest page) {
    return pages.find(
        unrevoked(new JsonObject().put(USER_ID, userId)),
        page,
        MongoApiKeyStore::toKey,
        ApiKey::cursor);
  }

  @Override
  public Future<@Nullable ApiKey> revoke(String id, Instant at, AuditEntry entry) {
    JsonObject set =
        new JsonObject().put(REVOKED_AT, MongoDates.toDate(at)).put(REVOKING, true).put(PLACE, id);
    JsonObject update =
        new JsonObject().put("$set", set).put("$unset", new JsonObject().put(HASH, ""));
    return keys.change(unrevoked(key(id)), update, entry).map(MongoApiKeyStore::toKeyOrNull);
  }

  @Override
  public Future<List<ApiKey>> revoking(int limit) {
    return keys.readings()
        .find(new JsonObject().put(REVOKING, true), limit)
        .map(found -> found.stream().map(MongoApiKeyStore::toKey).toList());
  }

  @Override
  public Future<Boolean> isRevoking(String id) {
    return keys.readings().findOne(key(id).put(REVOKING, true)).map(Objects::nonNull);
  }

  @Override
  public Future<Void> revoked(String id) {
    JsonObject unmark = new JsonObject().put("$unset", new JsonObject().put(REVOKING, ""));
    return keys.changeUntold(key(id), unmark).mapEmpty();
  }

  @Override
  public Future<Void> used(String id, Instant hour) {
    JsonObject set = new JsonObject().put(LAST_USED_AT, MongoDates.toDate(hour));
    return keys.changeUntold(key(id), new JsonObject().put("$set", set)).mapEmpty();
  }

  private static JsonObject key(String id) {
    return new JsonObject().put(MongoCollection.ID, id);
  }

  private static JsonObject unrevoked(JsonObject query) {
    return query.put(REVOKED_AT, new JsonObject().put("$exists", false));
  }

  private static @Nullable ApiKey toKeyOrNull(@Nullable JsonObject document) {
    return document == null ? null : toKey(document);
  }

  private static ApiKey toKey(JsonObject document) {
    return new ApiKey(
        document.getString(MongoCollection.ID),
        document.getString(USER_ID),
        document.getString(NAME),
        document.getString(HASH),
        MongoDates.fromDate(document, CREATED_AT),
        MongoDates.fromDateOrNull(document, EXPIRES_AT),
        MongoDates.fromDateOrNull(document, LAST_USED_AT),
        MongoDates.fromDateOrNull(document, REVOKED_AT));
  }
}
