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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts units of claims that hold several: what the index's count of claims misses. */
final class SeveralUnits {
  private static final String UNITS = "units";
  private static final String HOLDERS = "holders";

  private final MongoCollection claims;

  /** Counts in that database. */
  SeveralUnits(MongoDatabase database) {
    this.claims = database.collection(COLLECTION);
  }

  /** What claims that hold several units of the decade hold beyond one, by the rewards' ids. */
  Future<Map<String, Integer>> beyondOne(Collection<String> rewardIds, Decade decade) {
    JsonObject any = new JsonObject().put("$in", new JsonArray(List.copyOf(rewardIds)));
    JsonObject inDecade =
        new JsonObject().put(LOCKS, new JsonObject().put("$regex", Locks.anyStockPattern(decade)));
    JsonObject fields = new JsonObject().put(LOCKS, 1).put(SEVERAL_OF, 1);
    JsonObject ofClaim =
        new JsonObject()
            .put(ID, "$" + ID)
            .put(SEVERAL_OF, new JsonObject().put("$first", "$" + SEVERAL_OF))
            .put(UNITS, new JsonObject().put("$sum", 1));
    JsonObject ofReward =
        new JsonObject()
            .put(ID, "$" + SEVERAL_OF)
            .put(UNITS, new JsonObject().put("$sum", "$" + UNITS))
            .put(HOLDERS, new JsonObject().put("$sum", 1));
    JsonArray pipeline =
        new JsonArray()
            .add(new JsonObject().put("$match", new JsonObject().put(SEVERAL_OF, any)))
            .add(new JsonObject().put("$project", fields))
            .add(new JsonObject().put("$unwind", "$" + LOCKS))
            .add(new JsonObject().put("$match", inDecade))
            .add(new JsonObject().put("$group", ofClaim))
            .add(new JsonObject().put("$group", ofReward));
    return claims
        .aggregate(pipeline, rewardIds.size() + 1)
        .map(
            found ->
                found.stream()
                    .collect(
                        Collectors.toMap(
                            reward -> reward.getString(ID),
                            reward -> reward.getInteger(UNITS) - reward.getInteger(HOLDERS))));
  }
}
