package io.laurel.event.claims.claim;

import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.MongoAuditOutbox;
import io.laurel.event.facts.condition.Measured;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Claims in the collection {@code claims}; its unique index over event and locks keeps P1 and P2.
 */
public final class MongoClaimStore implements ClaimStore {
  /** Where claims are kept, for those who read them as lists. */
  public static final String COLLECTION = "claims";

  public static final String EVENT_ID = "eventId";
  public static final String USER_ID = "userId";
  public static final String STATUS = "status";
  public static final String REWARD_ID = "rewards.rewardId";
  public static final String REQUESTED_AT = "requestedAt";

  private static final String EVENT_VERSION = "eventVersion";
  private static final String REWARDS = "rewards";
  private static final String CONDITIONS = "conditions";
  private static final String LOCKS = "locks";
  private static final String HISTORY = "history";
  private static final String FINGERPRINT = "fingerprint";
  private static final String AT = "at";
  private static final String BY = "by";
  private static final String REASON = "reason";
  private static final String NOTES = "notes";

  private final MongoCollection claims;
  private final MongoAuditOutbox outbox;

  /** A store in that database, whose entries are moved on to {@code audit}. */
  public MongoClaimStore(MongoDatabase database, AuditStore audit) {
    this.claims = database.collection(COLLECTION);
    this.outbox = new MongoAuditOutbox(claims, audit);
  }

  /** Moves on the audit entries that a process left in its documents. */
  @Override
  public Future<Void> sweep() {
    return outbox.sweep();
  }

  @Override
  public Future<Void> prepare() {
    return Future.all(
            claims.uniqueIndex(new JsonObject().put(EVENT_ID, 1).put(LOCKS, 1)),
            outbox.prepareSparse())
        .mapEmpty();
  }

  @Override
  public Future<Boolean> insert(Claim claim) {
    return claims.insertIfAbsent(toDocument(claim));
  }

  @Override
  public Future<Claim> decide(
      Claim before, Claim.Change change, List<String> locks, AuditEntry entry) {
    JsonObject set = new JsonObject().put(STATUS, change.status().name());
    if (!locks.equals(before.locks())) {
      set.put(LOCKS, new JsonArray(locks));
    }
    JsonObject update =
        new JsonObject()
            .put("$set", set)
            .put("$push", new JsonObject().put(HISTORY, toDocument(change)));
    return change(key(before).put(STATUS, before.status().name()), update, entry);
  }

  @Override
  public Future<Claim> annotate(Claim before, String notes, AuditEntry entry) {
    JsonObject none = new JsonObject().put("$exists", false);
    JsonObject update =
        notes == null
            ? new JsonObject().put("$unset", new JsonObject().put(NOTES, ""))
            : new JsonObject().put("$set", new JsonObject().put(NOTES, notes));
    Object asRead = before.notes() == null ? none : before.notes();
    return change(key(before).put(NOTES, asRead), update, entry);
  }

  /** Names the event too, by which the collection may be sharded. */
  private static JsonObject key(Claim claim) {
    return new JsonObject().put(ID, claim.id()).put(EVENT_ID, claim.eventId());
  }

  private Future<Claim> change(JsonObject query, JsonObject update, AuditEntry entry) {
    return claims
        .findOneAndUpdate(query, MongoAuditOutbox.push(update, entry))
        .compose(
            changed ->
                changed == null
                    ? Future.succeededFuture()
                    : outbox.move(changed).map(toClaim(changed)));
  }

  @Override
  public Future<Claim> find(String id) {
    return claims.findOne(new JsonObject().put(ID, id)).map(MongoClaimStore::toClaim);
  }

  @Override
  public Future<Map<String, String>> holders(String eventId, Collection<String> locks) {
    Set<String> wanted = Set.copyOf(locks);
    JsonObject any = new JsonObject().put("$in", new JsonArray(List.copyOf(wanted)));
    FindOptions locksOnly =
        new FindOptions().setFields(new JsonObject().put(LOCKS, 1)).setBatchSize(wanted.size() + 1);
    return claims
        .find(new JsonObject().put(EVENT_ID, eventId).put(LOCKS, any), locksOnly)
        .map(
            found -> {
              Map<String, String> holders = new HashMap<>();
              for (JsonObject claim : found) {
                texts(claim.getJsonArray(LOCKS)).stream()
                    .filter(wanted::contains)
                    .forEach(lock -> holders.put(lock, claim.getString(ID)));
              }
              return holders;
            });
  }

  @Override
  public Future<Integer> countHeld(String eventId, String rewardId, Decade decade) {
    return claims.count(holdersOf(eventId, rewardId, decade)).map(Long::intValue);
  }

  @Override
  public Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
    FindOptions locksOnly =
        new FindOptions().setFields(new JsonObject().put(LOCKS, 1)).setBatchSize(decade.size() + 1);
    return claims
        .find(holdersOf(eventId, rewardId, decade), locksOnly)
        .map(
            found ->
                found.stream()
                    .flatMap(document -> texts(document.getJsonArray(LOCKS)).stream())
                    .map(lock -> Locks.serial(rewardId, lock))
                    .filter(decade::contains)
                    .collect(Collectors.toSet()));
  }

  /**
   * An anchored prefix is a range of the index; ids hold no character that means something in an
   * expression.
   */
  private static JsonObject holdersOf(String eventId, String rewardId, Decade decade) {
    return new JsonObject()
        .put(EVENT_ID, eventId)
        .put(LOCKS, new JsonObject().put("$regex", "^" + Locks.stockPrefix(rewardId, decade)));
  }

  private static JsonObject toDocument(Claim claim) {
    JsonArray rewards = new JsonArray();
    claim.rewards().forEach(reward -> rewards.add(reward.toDocument()));
    JsonArray history = new JsonArray();
    claim.history().forEach(change -> history.add(toDocument(change)));
    JsonObject document =
        new JsonObject()
            .put(ID, claim.id())
            .put(EVENT_ID, claim.eventId())
            .put(USER_ID, claim.userId())
            .put(EVENT_VERSION, claim.eventVersion())
            .put(STATUS, claim.status().name())
            .put(REWARDS, rewards)
            .put(CONDITIONS, Measured.toJson(claim.conditions()))
            .put(LOCKS, new JsonArray(claim.locks()))
            .put(REQUESTED_AT, toDate(claim.requestedAt()))
            .put(HISTORY, history);
    if (claim.notes() != null) {
      document.put(NOTES, claim.notes());
    }
    return claim.fingerprint() == null ? document : document.put(FINGERPRINT, claim.fingerprint());
  }

  private static JsonObject toDocument(Claim.Change change) {
    JsonObject document =
        new JsonObject()
            .put(AT, toDate(change.at()))
            .put(STATUS, change.status().name())
            .put(BY, change.by());
    return change.reason() == null ? document : document.put(REASON, change.reason());
  }

  /** The claim that a document keeps, or null for null. */
  public static Claim toClaim(JsonObject document) {
    return document == null
        ? null
        : new Claim(
            document.getString(ID),
            document.getString(EVENT_ID),
            document.getString(USER_ID),
            document.getInteger(EVENT_VERSION),
            ClaimStatus.valueOf(document.getString(STATUS)),
            objects(document.getJsonArray(REWARDS)).stream()
                .map(ClaimedReward::fromDocument)
                .toList(),
            Measured.fromJson(document.getJsonArray(CONDITIONS, new JsonArray())),
            texts(document.getJsonArray(LOCKS)),
            fromDate(document, REQUESTED_AT),
            objects(document.getJsonArray(HISTORY)).stream()
                .map(MongoClaimStore::toChange)
                .toList(),
            document.getString(NOTES),
            document.getString(FINGERPRINT));
  }

  private static Claim.Change toChange(JsonObject document) {
    return new Claim.Change(
        fromDate(document, AT),
        ClaimStatus.valueOf(document.getString(STATUS)),
        document.getString(BY),
        document.getString(REASON));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
