package io.laurel.event.outreach.delivery;

import static io.laurel.event.outreach.delivery.DeliveryDocuments.CREATED_AT;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.ENDPOINT_ID;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.EVENT_ID;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.REQUESTED_AT;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.REVOKED_BY;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.STATE;
import static io.laurel.event.outreach.delivery.DeliveryDocuments.USER_ID;
import static io.laurel.json.JsonFields.putPresent;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.event.outreach.delivery.DeliveryStore.Failures;
import io.laurel.event.outreach.delivery.DeliveryStore.Filter;
import io.laurel.mongo.MongoDates;
import io.vertx.core.json.JsonObject;

/** What is asked of the collection of deliveries, each served by one of its indexes. */
final class DeliveryQueries {
  private DeliveryQueries() {}

  static JsonObject of(Filter filter) {
    JsonObject query = new JsonObject();
    putPresent(query, STATE, filter.state() == null ? null : filter.state().name());
    putPresent(query, ENDPOINT_ID, filter.endpointId());
    putPresent(query, EVENT_ID, filter.eventId());
    putPresent(query, ID, filter.claimId() == null ? null : ofClaim(filter.claimId()));
    putPresent(query, CREATED_AT, MongoDates.range(filter.from(), filter.to()));
    return query;
  }

  static JsonObject of(Failures failures) {
    JsonObject query =
        new JsonObject()
            .put(STATE, State.FAILED.name())
            .put(REVOKED_BY, new JsonObject().put("$exists", false));
    putPresent(query, ENDPOINT_ID, failures.endpointId());
    putPresent(query, ID, failures.claimId() == null ? null : ofClaim(failures.claimId()));
    putPresent(query, REQUESTED_AT, MongoDates.range(failures.from(), failures.to()));
    if (failures.notOf() != null) {
      query.put(USER_ID, new JsonObject().put("$ne", failures.notOf()));
    }
    return query;
  }

  /** Their ids are those of the claim, a hyphen and a number: a range of the ids. */
  private static JsonObject ofClaim(String claimId) {
    return new JsonObject().put("$gte", claimId + "-").put("$lt", claimId + ".");
  }
}
