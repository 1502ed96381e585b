package io.laurel.event.catalog.reward;

import static io.laurel.json.JsonFields.putPresent;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.facts.condition.Conditions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rewards are kept. */
final class RewardDocuments {
  static final String EVENT_ID = "eventId";
  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String TYPE = "type";
  private static final String QUANTITY = "quantity";
  private static final String ATTRIBUTES = "attributes";
  static final String STOCK = "stock";
  private static final String CODED = "coded";
  private static final String ENDPOINT_ID = "endpointId";
  private static final String DEFINITION_ID = "definitionId";
  private static final String DEFINITION_VERSION = "definitionVersion";
  static final String VERSION = "version";
  static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";
  private static final String FINGERPRINT = "fingerprint";

  /** What of a reward may be absent. */
  static final List<String> OPTIONAL = List.of(DESCRIPTION, ATTRIBUTES, STOCK, ENDPOINT_ID);

  private RewardDocuments() {}

  /** The document that keeps a reward; of a limited one its store keeps the next serial, too. */
  static JsonObject toDocument(Reward reward) {
    RewardTerms terms = reward.terms();
    JsonObject document =
        new JsonObject()
            .put(ID, reward.id())
            .put(EVENT_ID, reward.eventId())
            .put(NAME, terms.name())
            .put(TYPE, terms.type())
            .put(QUANTITY, terms.quantity())
            .put(VERSION, reward.version())
            .put(CREATED_AT, toDate(reward.createdAt()))
            .put(UPDATED_AT, toDate(reward.updatedAt()));
    terms.conditions().addTo(document);
    terms.limit().addTo(document);
    putPresent(document, DESCRIPTION, terms.description());
    putPresent(document, ATTRIBUTES, terms.attributes());
    putPresent(document, STOCK, terms.stock());
    document.put(CODED, terms.coded());
    putPresent(document, ENDPOINT_ID, terms.endpointId());
    Reward.Source source = reward.source();
    if (source != null) {
      document.put(DEFINITION_ID, source.definitionId()).put(DEFINITION_VERSION, source.version());
    }
    putPresent(document, FINGERPRINT, reward.fingerprint());
    return document;
  }

  /** The reward that a document keeps. */
  static Reward toReward(JsonObject document) {
    return new Reward(
        document.getString(ID),
        document.getString(EVENT_ID),
        new RewardTerms(
            document.getString(NAME),
            document.getString(DESCRIPTION),
            document.getString(TYPE),
            document.getLong(QUANTITY),
            document.getJsonObject(ATTRIBUTES),
            document.getInteger(STOCK),
            document.getBoolean(CODED, false),
            Limit.of(document),
            Conditions.of(document),
            document.getString(ENDPOINT_ID)),
        toSource(document),
        document.getInteger(VERSION),
        fromDate(document, CREATED_AT),
        fromDate(document, UPDATED_AT),
        document.getString(FINGERPRINT));
  }

  private static Reward.@Nullable Source toSource(JsonObject document) {
    String id = document.getString(DEFINITION_ID);
    return id == null ? null : new Reward.Source(id, document.getInteger(DEFINITION_VERSION));
  }
}
