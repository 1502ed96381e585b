package io.laurel.event.catalog.accesscode;

import static io.laurel.json.JsonFields.putPresent;
import static io.laurel.mongo.MongoCollection.ID;

import io.vertx.core.json.JsonObject;

/** How codes are kept: once for those who make them and those who look them up. */
public final class AccessCodeDocuments {
  /** The collection. */
  public static final String COLLECTION = "accessCodes";

  static final String EVENT_ID = "eventId";
  static final String REWARD_ID = "rewardId";
  static final String USES = "uses";
  static final String BATCH = "batch";

  private AccessCodeDocuments() {}

  static JsonObject toDocument(AccessCode code) {
    JsonObject document = new JsonObject().put(ID, code.id()).put(EVENT_ID, code.eventId());
    putPresent(document, REWARD_ID, code.rewardId());
    return document.put(USES, code.uses()).put(BATCH, code.batch());
  }

  /** Whether a document of the collection keeps a code. */
  public static boolean isCode(JsonObject document) {
    return document.containsKey(BATCH);
  }

  /** The code that a document keeps. */
  public static AccessCode toCode(JsonObject document) {
    return new AccessCode(
        document.getString(ID),
        document.getString(EVENT_ID),
        document.getString(REWARD_ID),
        document.getInteger(USES),
        document.getString(BATCH));
  }
}
