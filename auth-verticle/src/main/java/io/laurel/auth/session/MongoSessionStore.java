package io.laurel.auth.session;

import io.laurel.auth.throttle.Device;
import io.laurel.bus.Origin;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Refresh-token families in the collection {@code sessions}. */
public final class MongoSessionStore implements SessionStore {
  private static final String COLLECTION = "sessions";
  private static final String USER_ID = "userId";
  private static final String EPOCH = "epoch";
  private static final String ADDRESS = "address";
  private static final String USER_AGENT = "userAgent";
  private static final String DEVICE = "device";
  private static final String GENERATION = "generation";
  private static final String HASH = "hash";
  private static final String ROTATIONS = "rotations";
  private static final String CREATED_AT = "createdAt";
  private static final String LAST_USED_AT = "lastUsedAt";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String ENDED_AT = "endedAt";

  private final MongoCollection sessions;

  /** A store in that database. */
  public MongoSessionStore(MongoDatabase database) {
    this.sessions = database.collection(COLLECTION);
  }

  @Override
  public Future<Void> prepare() {
    return sessions
        .index(new JsonObject().put(USER_ID, 1))
        .compose(done -> sessions.index(new JsonObject().put(USER_ID, 1).put(DEVICE, 1)));
  }

  @Override
  public Future<Void> add(Session session) {
    return sessions.insert(toDocument(session));
  }

  @Override
  public Future<Session> rotate(Rotation rotation) {
    JsonObject at = MongoDates.toDate(rotation.at());
    JsonObject valid =
        new JsonObject()
            .put(MongoCollection.ID, rotation.sessionId())
            .put(HASH, rotation.hash())
            .put(LAST_USED_AT, new JsonObject().put("$gt", MongoDates.toDate(rotation.idleSince())))
            .put(EXPIRES_AT, new JsonObject().put("$gt", at));
    JsonObject kept =
        new JsonObject()
            .put("$each", new JsonArray().add(at))
            .put("$slice", -Session.ROTATIONS_KEPT);
    JsonObject change =
        new JsonObject()
            .put("$set", new JsonObject().put(HASH, rotation.successorHash()).put(LAST_USED_AT, at))
            .put("$inc", new JsonObject().put(GENERATION, 1))
            .put("$push", new JsonObject().put(ROTATIONS, kept));
    return sessions.findOneAndUpdate(valid, change).map(MongoSessionStore::toSessionOrNull);
  }

  @Override
  public Future<Session> byId(String id) {
    return sessions
        .findOne(new JsonObject().put(MongoCollection.ID, id))
        .map(MongoSessionStore::toSessionOrNull);
  }

  @Override
  public Future<Boolean> knows(String userId, String device, Instant since) {
    JsonObject later = new JsonObject().put("$gt", MongoDates.toDate(since));
    return sessions
        .findOne(new JsonObject().put(USER_ID, userId).put(DEVICE, device).put(CREATED_AT, later))
        .map(Objects::nonNull);
  }

  @Override
  public Future<Void> end(String id, Instant at) {
    JsonObject alive =
        new JsonObject()
            .put(MongoCollection.ID, id)
            .put(ENDED_AT, new JsonObject().put("$exists", false));
    JsonObject change =
        new JsonObject()
            .put("$set", new JsonObject().put(ENDED_AT, MongoDates.toDate(at)))
            .put("$unset", new JsonObject().put(HASH, ""));
    return sessions.findOneAndUpdate(alive, change).mapEmpty();
  }

  private static JsonObject toDocument(Session session) {
    JsonArray rotations = new JsonArray();
    session.rotations().forEach(at -> rotations.add(MongoDates.toDate(at)));
    return new JsonObject()
        .put(MongoCollection.ID, session.id())
        .put(USER_ID, session.userId())
        .put(EPOCH, session.epoch())
        .put(ADDRESS, session.origin().address())
        .put(USER_AGENT, session.origin().userAgent())
        .put(DEVICE, Device.of(session.origin()))
        .put(GENERATION, session.generation())
        .put(HASH, session.hash())
        .put(ROTATIONS, rotations)
        .put(CREATED_AT, MongoDates.toDate(session.createdAt()))
        .put(LAST_USED_AT, MongoDates.toDate(session.lastUsedAt()))
        .put(EXPIRES_AT, MongoDates.toDate(session.expiresAt()));
  }

  private static Session toSessionOrNull(JsonObject document) {
    return document == null ? null : toSession(document);
  }

  private static Session toSession(JsonObject document) {
    return new Session(
        document.getString(MongoCollection.ID),
        document.getString(USER_ID),
        document.getLong(EPOCH),
        new Origin(document.getString(ADDRESS), document.getString(USER_AGENT)),
        document.getLong(GENERATION),
        document.getString(HASH),
        rotations(document),
        MongoDates.fromDate(document, CREATED_AT),
        MongoDates.fromDate(document, LAST_USED_AT),
        MongoDates.fromDate(document, EXPIRES_AT),
        MongoDates.fromDate(document, ENDED_AT));
  }

  private static List<Instant> rotations(JsonObject document) {
    List<Instant> rotations = new ArrayList<>();
    for (Object at : document.getJsonArray(ROTATIONS)) {
      rotations.add(Instant.parse(((JsonObject) at).getString("$date")));
    }
    return rotations;
  }
}
