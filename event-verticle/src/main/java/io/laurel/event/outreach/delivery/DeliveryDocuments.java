package io.laurel.event.outreach.delivery;

import static io.laurel.json.JsonFields.putPresent;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.fromDateOrNull;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.claims.claim.ClaimDelivery;
import io.laurel.event.outreach.delivery.Delivery.Progress;
import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.event.outreach.delivery.Delivery.Subject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How deliveries are kept. */
final class DeliveryDocuments {
  static final String COLLECTION = "deliveries";
  static final String EVENT_ID = "eventId";
  static final String USER_ID = "userId";
  static final String ENDPOINT_ID = "endpointId";
  static final String REQUESTED_AT = "requestedAt";
  static final String CREATED_AT = "createdAt";
  static final String STATE = "state";
  static final String ATTEMPTS = "attempts";
  static final String NEXT_AT = "nextAt";
  static final String DELIVERED_AT = "deliveredAt";
  static final String LAST_ERROR = "lastError";

  /** Of a revocation whose grant may be under way. */
  static final String HELD = "held";

  /** Who sends it now: a word of its own for each taking. */
  static final String LEASE = "lease";

  /** Whether anybody ever began to send it, also before it began anew. */
  static final String TRIED = "tried";

  /** The delivery that takes it back. */
  static final String REVOKED_BY = "revokedBy";

  private static final String CLAIM_ID = "claimId";
  private static final String N = "n";
  private static final String KIND = "kind";
  private static final String REWARD_IDS = "rewardIds";
  private static final String REVOKES = "revokes";
  private static final String TRACE = "trace";

  private DeliveryDocuments() {}

  static JsonObject toDocument(Delivery delivery) {
    ClaimDelivery what = delivery.what();
    Subject subject = delivery.subject();
    Progress progress = delivery.progress();
    JsonObject document =
        new JsonObject()
            .put(ID, delivery.id())
            .put(CLAIM_ID, subject.claimId())
            .put(N, what.n())
            .put(KIND, what.kind().name())
            .put(REVOKES, what.revokes())
            .put(EVENT_ID, subject.eventId())
            .put(USER_ID, subject.userId())
            .put(ENDPOINT_ID, what.endpointId())
            .put(REWARD_IDS, new JsonArray(what.rewardIds()))
            .put(REQUESTED_AT, toDate(subject.requestedAt()))
            .put(CREATED_AT, toDate(delivery.createdAt()))
            .put(STATE, progress.state().name())
            .put(ATTEMPTS, progress.attempts());
    putPresent(document, TRACE, subject.trace());
    putPresent(document, NEXT_AT, toDate(progress.nextAt()));
    putPresent(document, DELIVERED_AT, toDate(progress.deliveredAt()));
    putPresent(document, LAST_ERROR, progress.lastError());
    return progress.held() ? document.put(HELD, true) : document;
  }

  static Delivery toDelivery(JsonObject document) {
    return new Delivery(
        new ClaimDelivery(
            document.getInteger(N),
            document.getString(ENDPOINT_ID),
            document.getJsonArray(REWARD_IDS).stream().map(String.class::cast).toList(),
            document.getInteger(REVOKES)),
        new Subject(
            document.getString(CLAIM_ID),
            document.getString(EVENT_ID),
            document.getString(USER_ID),
            fromDate(document, REQUESTED_AT),
            document.getString(TRACE)),
        fromDate(document, CREATED_AT),
        new Progress(
            State.valueOf(document.getString(STATE)),
            document.getInteger(ATTEMPTS),
            fromDateOrNull(document, NEXT_AT),
            fromDateOrNull(document, DELIVERED_AT),
            document.getString(LAST_ERROR),
            document.getBoolean(HELD, false)));
  }
}
