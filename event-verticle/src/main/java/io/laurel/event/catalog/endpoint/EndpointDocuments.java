package io.laurel.event.catalog.endpoint;

import static io.laurel.json.JsonFields.putPresent;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.fromDateOrNull;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.catalog.seal.Sealed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How endpoints are kept. */
final class EndpointDocuments {
  private static final String NAME = "name";
  private static final String CHANNEL = "channel";
  private static final String URL = "url";
  private static final String ADDRESS = "address";
  private static final String CONCURRENCY = "concurrency";
  private static final String ENABLED = "enabled";
  private static final String SECRETS = "secrets";
  private static final String ENDS = "ends";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final String SEALING = "sealing";
  private static final String SEALED = "sealed";
  static final String VERSION = "version";
  static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";
  private static final String FINGERPRINT = "fingerprint";

  /** What of an endpoint may be absent. */
  static final List<String> OPTIONAL = List.of(URL, ADDRESS);

  private EndpointDocuments() {}

  static JsonObject toDocument(Endpoint endpoint) {
    EndpointTerms terms = endpoint.terms();
    JsonArray secrets = new JsonArray();
    endpoint.secrets().forEach(secret -> secrets.add(toDocument(secret)));
    JsonObject document =
        new JsonObject()
            .put(ID, endpoint.id())
            .put(NAME, terms.name())
            .put(CHANNEL, terms.channel().name())
            .put(CONCURRENCY, terms.concurrency())
            .put(ENABLED, terms.enabled())
            .put(SECRETS, secrets)
            .put(VERSION, endpoint.version())
            .put(CREATED_AT, toDate(endpoint.createdAt()))
            .put(UPDATED_AT, toDate(endpoint.updatedAt()));
    putPresent(document, URL, terms.url());
    putPresent(document, ADDRESS, terms.address());
    putPresent(document, FINGERPRINT, endpoint.fingerprint());
    return document;
  }

  private static JsonObject toDocument(EndpointSecret secret) {
    JsonObject document =
        new JsonObject()
            .put(ENDS, secret.ends())
            .put(SINCE, toDate(secret.since()))
            .put(SEALING, secret.sealed().sealing())
            .put(SEALED, secret.sealed().text());
    putPresent(document, UNTIL, toDate(secret.until()));
    return document;
  }

  static Endpoint toEndpoint(JsonObject document) {
    return new Endpoint(
        document.getString(ID),
        new EndpointTerms(
            document.getString(NAME),
            Channel.valueOf(document.getString(CHANNEL)),
            document.getString(URL),
            document.getString(ADDRESS),
            document.getInteger(CONCURRENCY),
            document.getBoolean(ENABLED)),
        document.getJsonArray(SECRETS).stream()
            .map(JsonObject.class::cast)
            .map(EndpointDocuments::toSecret)
            .toList(),
        document.getInteger(VERSION),
        fromDate(document, CREATED_AT),
        fromDate(document, UPDATED_AT),
        document.getString(FINGERPRINT));
  }

  private static EndpointSecret toSecret(JsonObject document) {
    return new EndpointSecret(
        document.getString(ENDS),
        fromDate(document, SINCE),
        fromDateOrNull(document, UNTIL),
        new Sealed(document.getString(SEALING), document.getString(SEALED)));
  }
}
