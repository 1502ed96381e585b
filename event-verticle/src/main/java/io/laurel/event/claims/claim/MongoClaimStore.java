package io.laurel.event.claims.claim;

import static io.laurel.event.claims.claim.ClaimDocuments.CALL;
import static io.laurel.event.claims.claim.ClaimDocuments.COLLECTION;
import static io.laurel.event.claims.claim.ClaimDocuments.EVENT_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.HISTORY;
import static io.laurel.event.claims.claim.ClaimDocuments.LOCKS;
import static io.laurel.event.claims.claim.ClaimDocuments.NOTES;
import static io.laurel.event.claims.claim.ClaimDocuments.REQUESTED_AT;
import static io.laurel.event.claims.claim.ClaimDocuments.SEVERAL_OF;
import static io.laurel.event.claims.claim.ClaimDocuments.STATUS;
import static io.laurel.event.claims.claim.ClaimDocuments.UNSENT;
import static io.laurel.event.claims.claim.ClaimDocuments.USER_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.putDeliveries;
import static io.laurel.event.claims.claim.ClaimDocuments.texts;
import static io.laurel.event.claims.claim.ClaimDocuments.toClaim;
import static io.laurel.event.claims.claim.ClaimDocuments.toDocument;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditedCollection;
import io.laurel.event.catalog.stock.Decade;
import io.laurel.event.catalog.stock.Supply;
import io.laurel.mongo.MongoDatabase;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Claims in the collection {@code claims}; its unique index over event and locks keeps P1 and P2.
 */
public final class MongoClaimStore implements ClaimStore {
  /** So many claims come with the first answer. */
  private static final int LOCKS_AT_ONCE = 1_000;

  /** The same of the claims of one call, which seldom are more. */
  private static final int CLAIMS_AT_ONCE = 201;

  private final AuditedCollection claims;
  private final MongoHeldSerials serials;

  /** A store in that database, whose entries are moved on to {@code audit}. */
  public MongoClaimStore(MongoDatabase database, AuditStore audit) {
    this.claims = new AuditedCollection(database, COLLECTION, audit);
    this.serials = new MongoHeldSerials(database);
  }

  /** Moves on the audit entries that a process left in its documents. */
  @Override
  public Future<Void> sweep() {
    return claims.sweep();
  }

  @Override
  public Future<Void> prepare() {
    return Future.all(
            claims.readings().uniqueIndex(new JsonObject().put(EVENT_ID, 1).put(LOCKS, 1)),
            claims.prepareSparse(),
            claims.readings().sparseIndex(new JsonObject().put(UNSENT, 1)),
            claims.readings().sparseIndex(new JsonObject().put(SEVERAL_OF, 1)),
            claims.readings().sparseIndex(new JsonObject().put(CALL, 1)))
        .mapEmpty();
  }

  @Override
  public Future<Boolean> insert(Claim claim) {
    return claims.insertUntold(toDocument(claim));
  }

  @Override
  public Future<Outcome<Claim>> decide(Claim before, Decision decision, AuditEntry entry) {
    JsonObject set = new JsonObject().put(STATUS, decision.change().status().name());
    if (!decision.locks().equals(before.locks())) {
      set.put(LOCKS, new JsonArray(decision.locks()));
    }
    if (!decision.deliveries().equals(before.deliveries())) {
      putDeliveries(set, decision.deliveries());
    }
    JsonObject update =
        new JsonObject()
            .put("$set", set)
            .put("$push", new JsonObject().put(HISTORY, toDocument(decision.change())));
    return change(key(before).put(STATUS, before.status().name()), update, entry);
  }

  @Override
  public Future<Outcome<Claim>> annotate(Claim before, @Nullable String notes, AuditEntry entry) {
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

  private Future<Outcome<Claim>> change(JsonObject query, JsonObject update, AuditEntry entry) {
    return claims
        .change(query, update, entry)
        .map(changed -> changed == null ? new Lost<>() : new Written<>(toClaim(changed)));
  }

  @Override
  public Future<Void> tell(Claim claim, AuditEntry entry) {
    return claims.tell(key(claim), entry);
  }

  @Override
  public Future<List<Claim>> unsent(int limit) {
    JsonObject marked = new JsonObject().put(UNSENT, new JsonObject().put("$gte", 1));
    return claims
        .readings()
        .find(marked, limit)
        .map(found -> found.stream().map(ClaimDocuments::toClaim).toList());
  }

  @Override
  public Future<Void> sent(Claim claim) {
    List<ClaimDelivery> known = claim.deliveries();
    JsonObject asRead = key(claim).put(UNSENT, known.get(known.size() - 1).n());
    JsonObject unmark = new JsonObject().put("$unset", new JsonObject().put(UNSENT, ""));
    return claims.changeUntold(asRead, unmark).mapEmpty();
  }

  @Override
  public Future<@Nullable Claim> find(String id) {
    return claims
        .readings()
        .findOne(new JsonObject().put(ID, id))
        .map(found -> found == null ? null : toClaim(found));
  }

  @Override
  public Future<List<Claim>> ofCall(String callId) {
    return claims
        .readings()
        .find(new JsonObject().put(CALL, callId), new FindOptions().setBatchSize(CLAIMS_AT_ONCE))
        .map(found -> found.stream().map(ClaimDocuments::toClaim).sorted(Claim.BY_PART).toList());
  }

  /** By the index of the user's history. */
  @Override
  public Future<Set<String>> locksOf(String userId, Collection<String> eventIds, Instant since) {
    JsonObject query =
        new JsonObject()
            .put(USER_ID, userId)
            .put(REQUESTED_AT, new JsonObject().put("$gte", toDate(since)))
            .put(EVENT_ID, new JsonObject().put("$in", new JsonArray(List.copyOf(eventIds))));
    FindOptions locksOnly =
        new FindOptions().setFields(new JsonObject().put(LOCKS, 1)).setBatchSize(LOCKS_AT_ONCE);
    return claims
        .readings()
        .find(query, locksOnly)
        .map(
            found ->
                found.stream()
                    .flatMap(claim -> texts(claim.getJsonArray(LOCKS)).stream())
                    .collect(Collectors.toSet()));
  }

  @Override
  public Future<Map<String, String>> holders(String eventId, Collection<String> locks) {
    Set<String> wanted = Set.copyOf(locks);
    JsonObject any = new JsonObject().put("$in", new JsonArray(List.copyOf(wanted)));
    FindOptions locksOnly =
        new FindOptions().setFields(new JsonObject().put(LOCKS, 1)).setBatchSize(wanted.size() + 1);
    return claims
        .readings()
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
    return serials.countHeld(eventId, rewardId, decade);
  }

  @Override
  public Future<Map<String, Integer>> countHeld(Collection<Supply> supplies) {
    return serials.countHeld(supplies);
  }

  @Override
  public Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
    return serials.held(eventId, rewardId, decade);
  }

  /** One claim holds one use. */
  @Override
  public Future<Integer> countUsed(String eventId, String batch) {
    JsonObject ofBatch = new JsonObject().put("$regex", "^" + CodeLock.pile(batch));
    return claims
        .readings()
        .count(new JsonObject().put(EVENT_ID, eventId).put(LOCKS, ofBatch))
        .map(Long::intValue);
  }
}
