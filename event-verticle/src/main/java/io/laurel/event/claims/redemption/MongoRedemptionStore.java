package io.laurel.event.claims.redemption;

import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.event.catalog.accesscode.AccessCode;
import io.laurel.event.catalog.accesscode.AccessCodeDocuments;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoReadings;
import io.laurel.throttle.FailedTries;
import io.laurel.throttle.MongoTryStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Codes and tries lie in one collection, so that they are read together. */
final class MongoRedemptionStore implements RedemptionStore {
  private final MongoReadings documents;

  /** A store in that database. */
  MongoRedemptionStore(MongoDatabase database) {
    this.documents = database.collection(AccessCodeDocuments.COLLECTION);
  }

  /** Where tries are counted; no key of theirs looks like the id of a code. */
  static MongoTryStore tries(MongoDatabase database) {
    return MongoTryStore.among(database, AccessCodeDocuments.COLLECTION);
  }

  @Override
  public Future<Look> look(Collection<String> ids, Collection<String> keys) {
    JsonArray all = new JsonArray();
    ids.forEach(all::add);
    keys.forEach(all::add);
    JsonObject any = new JsonObject().put(ID, new JsonObject().put("$in", all));
    return documents
        .find(any, new FindOptions().setBatchSize(all.size() + 1))
        .map(MongoRedemptionStore::toLook);
  }

  private static Look toLook(List<JsonObject> found) {
    List<AccessCode> codes = new ArrayList<>();
    Map<String, FailedTries> tries = new HashMap<>();
    for (JsonObject document : found) {
      if (AccessCodeDocuments.isCode(document)) {
        codes.add(AccessCodeDocuments.toCode(document));
      } else {
        tries.put(document.getString(ID), MongoTryStore.toStored(document).failures());
      }
    }
    return new Look(codes, tries);
  }
}
