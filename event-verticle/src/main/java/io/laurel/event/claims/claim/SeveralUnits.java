package io.laurel.event.claims.claim;

import static io.laurel.event.claims.claim.ClaimDocuments.COLLECTION;
import static io.laurel.event.claims.claim.ClaimDocuments.LOCKS;
import static io.laurel.event.claims.claim.ClaimDocuments.SEVERAL_OF;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.event.catalog.stock.Decade;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Counts units of claims that hold several: what the index's count of claims misses. */
final class SeveralUnits {
  private static final String UNITS = "units";
  private static final String HOLDERS = "holders";

  private final MongoCollection claims;

  /** Counts in that database. */
  SeveralUnits(MongoDatabase database) {
    this.claims = database.collection(COLLECTION);
  }

  /** What claims that hold several units of the decade hold beyond one. */
  Future<Integer> beyondOne(String rewardId, Decade decade) {
    JsonObject inDecade =
        new JsonObject()
            .put(LOCKS, new JsonObject().put("$regex", "^" + Locks.stockPrefix(rewardId, decade)));
    JsonObject ofClaim =
        new JsonObject().put(ID, "$" + ID).put(UNITS, new JsonObject().put("$sum", 1));
    JsonObject ofAll =
        new JsonObject()
            .put(ID, "all")
            .put(UNITS, new JsonObject().put("$sum", "$" + UNITS))
            .put(HOLDERS, new JsonObject().put("$sum", 1));
    JsonArray pipeline =
        new JsonArray()
            .add(new JsonObject().put("$match", new JsonObject().put(SEVERAL_OF, rewardId)))
            .add(new JsonObject().put("$project", new JsonObject().put(LOCKS, 1)))
            .add(new JsonObject().put("$unwind", "$" + LOCKS))
            .add(new JsonObject().put("$match", inDecade))
            .add(new JsonObject().put("$group", ofClaim))
            .add(new JsonObject().put("$group", ofAll));
    return claims
        .aggregate(pipeline, 1)
        .map(
            found ->
                found.isEmpty()
                    ? 0
                    : found.get(0).getInteger(UNITS) - found.get(0).getInteger(HOLDERS));
  }
}
