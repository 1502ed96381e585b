package io.laurel.event.claims.claim;

import static io.laurel.json.JsonFields.putPresent;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.facts.condition.Measured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How claims are kept: once for those who write them, list them and count them. */
public final class ClaimDocuments {
  /** The collection. */
  public static final String COLLECTION = "claims";

  public static final String EVENT_ID = "eventId";
  public static final String USER_ID = "userId";
  public static final String STATUS = "status";
  public static final String REWARD_ID = "rewards.rewardId";
  public static final String REQUESTED_AT = "requestedAt";

  private static final String REQUESTED_BY = "requestedBy";
  private static final String EVENT_VERSION = "eventVersion";
  private static final String REWARDS = "rewards";
  private static final String CONDITIONS = "conditions";
  static final String LOCKS = "locks";
  static final String HISTORY = "history";
  private static final String FINGERPRINT = "fingerprint";
  private static final String AT = "at";
  private static final String BY = "by";
  private static final String REASON = "reason";
  static final String NOTES = "notes";
  static final String DELIVERIES = "deliveries";

  /** The number of the last delivery, while it is not certain that all are under way. */
  static final String UNSENT = "unsent";

  /** The reward of which a claim holds several units; stands only where it does. */
  static final String SEVERAL_OF = "severalOf";

  /** The call that made it together with others; stands only where one did. */
  static final String CALL = "call";

  private static final String PART = "part";

  /** Where it is one of many that a call made, and of all that its event gives. */
  private static final String TOGETHER = "together";

  private ClaimDocuments() {}

  /** The document that keeps a claim. */
  static JsonObject toDocument(Claim claim) {
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
    putPresent(document, REQUESTED_BY, claim.requestedBy());
    putPresent(document, NOTES, claim.notes());
    putPresent(document, FINGERPRINT, claim.fingerprint());
    if (claim.part() != null) {
      put(document, claim.part());
    }
    putDeliveries(document, claim.deliveries());
    claim.rewards().stream()
        .filter(reward -> reward.serials().size() > 1)
        .findFirst()
        .ifPresent(reward -> document.put(SEVERAL_OF, reward.rewardId()));
    return document;
  }

  private static void put(JsonObject document, Claim.Part part) {
    document.put(CALL, part.callId()).put(PART, part.n());
    if (part.together()) {
      document.put(TOGETHER, true);
    }
  }

  /** Puts deliveries into a document, with their mark; nothing where there are none. */
  static void putDeliveries(JsonObject document, List<ClaimDelivery> deliveries) {
    if (!deliveries.isEmpty()) {
      document
          .put(
              DELIVERIES,
              new JsonArray(deliveries.stream().map(ClaimDelivery::toDocument).toList()))
          .put(UNSENT, deliveries.get(deliveries.size() - 1).n());
    }
  }

  /** What a claim's history keeps of a change. */
  static JsonObject toDocument(Claim.Transition change) {
    JsonObject document =
        new JsonObject()
            .put(AT, toDate(change.at()))
            .put(STATUS, change.status().name())
            .put(BY, change.by());
    return change.reason() == null ? document : document.put(REASON, change.reason());
  }

  /** The claim that a document keeps. */
  public static Claim toClaim(JsonObject document) {
    return new Claim(
        document.getString(ID),
        document.getString(EVENT_ID),
        document.getString(USER_ID),
        document.getString(REQUESTED_BY),
        document.getInteger(EVENT_VERSION),
        ClaimStatus.valueOf(document.getString(STATUS)),
        objects(document.getJsonArray(REWARDS)).stream().map(ClaimedReward::fromDocument).toList(),
        Measured.fromJson(document.getJsonArray(CONDITIONS, new JsonArray())),
        texts(document.getJsonArray(LOCKS)),
        fromDate(document, REQUESTED_AT),
        objects(document.getJsonArray(HISTORY)).stream().map(ClaimDocuments::toChange).toList(),
        objects(document.getJsonArray(DELIVERIES, new JsonArray())).stream()
            .map(ClaimDelivery::fromDocument)
            .toList(),
        document.getString(NOTES),
        document.getString(FINGERPRINT),
        toPart(document));
  }

  private static Claim.@Nullable Part toPart(JsonObject document) {
    String callId = document.getString(CALL);
    return callId == null
        ? null
        : new Claim.Part(callId, document.getInteger(PART), document.getBoolean(TOGETHER, false));
  }

  private static Claim.Transition toChange(JsonObject document) {
    return new Claim.Transition(
        fromDate(document, AT),
        ClaimStatus.valueOf(document.getString(STATUS)),
        document.getString(BY),
        document.getString(REASON));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  /** The texts of an array. */
  static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }
}
