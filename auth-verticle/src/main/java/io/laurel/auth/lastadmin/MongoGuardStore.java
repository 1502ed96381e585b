package io.laurel.auth.lastadmin;

import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The list as the one document of the collection {@code guards}. */
final class MongoGuardStore implements GuardStore {
  private static final String COLLECTION = "guards";
  private static final String DOCUMENT = "admins";
  private static final String VERSION = "version";
  private static final String ADMINS = "ids";

  private final MongoCollection guards;

  /** A store in that database. */
  MongoGuardStore(MongoDatabase database) {
    this.guards = database.collection(COLLECTION);
  }

  @Override
  public Future<Void> prepare() {
    return guards
        .insertIfAbsent(document().put(VERSION, 0L).put(ADMINS, new JsonArray()))
        .mapEmpty();
  }

  @Override
  public Future<Guard> read() {
    return guards.findOne(document()).map(MongoGuardStore::toGuard);
  }

  @Override
  public Future<Boolean> enter(String id, long version) {
    JsonObject update = new JsonObject().put("$addToSet", new JsonObject().put(ADMINS, id));
    return guards.findOneAndUpdate(document().put(VERSION, version), update).map(Objects::nonNull);
  }

  @Override
  public Future<Boolean> leave(String id) {
    JsonObject another = new JsonObject().put("$elemMatch", new JsonObject().put("$ne", id));
    JsonObject update =
        new JsonObject()
            .put("$pull", new JsonObject().put(ADMINS, id))
            .put("$inc", new JsonObject().put(VERSION, 1));
    return guards.findOneAndUpdate(document().put(ADMINS, another), update).map(Objects::nonNull);
  }

  private static JsonObject document() {
    return new JsonObject().put(MongoCollection.ID, DOCUMENT);
  }

  private static Guard toGuard(JsonObject document) {
    Set<String> admins =
        document.getJsonArray(ADMINS).stream().map(String.class::cast).collect(Collectors.toSet());
    return new Guard(document.getLong(VERSION), admins);
  }
}
