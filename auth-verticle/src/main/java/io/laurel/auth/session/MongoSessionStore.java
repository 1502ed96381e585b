package io.laurel.auth.session;

import io.laurel.auth.throttle.Device;
import io.laurel.bus.Origin;
import io.laurel.mongo.MongoBatches;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDate;
import io.laurel.mongo.MongoDates;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refresh-token families in the collection {@code sessions}. */
final class MongoSessionStore implements SessionStore {
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
  private static final String REVOKING = "revoking";
  private static final String UNREPORTED = "unreported";

  private final MongoCollection sessions;
  private final MongoPages pages;

  /** A store in that database. */
  MongoSessionStore(MongoDatabase database) {
    this.sessions = database.collection(COLLECTION);
    this.pages = new MongoPages(sessions, CREATED_AT);
  }

  /** One index for each list, one for each mark, and one for each way to end. */
  @Override
  public Future<Void> prepare() {
    JsonObject deviceOfUser = new JsonObject().put(USER_ID, 1).put(DEVICE, 1);
    Stream<JsonObject> marksAndEnds =
        Stream.of(REVOKING, UNREPORTED, ENDED_AT, EXPIRES_AT, LAST_USED_AT)
            .map(field -> new JsonObject().put(field, 1));
    return Future.all(
            Stream.concat(Stream.of(deviceOfUser), marksAndEnds).map(sessions::index).toList())
        .compose(made -> pages.index(USER_ID));
  }

  @Override
  public Future<Void> add(Session session) {
    return sessions.insert(toDocument(session).put(UNREPORTED, true));
  }

  @Override
  public Future<Optional<Session>> rotate(Rotation rotation) {
    MongoDate at = MongoDates.toDate(rotation.at());
    JsonObject valid =
        new JsonObject()
            .put(MongoCollection.ID, rotation.sessionId())
            .put(HASH, rotation.hash())
            .put(LAST_USED_AT, after(rotation.idleSince()))
            .put(EXPIRES_AT, after(rotation.at()));
    JsonObject kept =
        new JsonObject()
            .put("$each", new JsonArray().add(at))
            .put("$slice", -Session.ROTATIONS_KEPT);
    JsonObject change =
        new JsonObject()
            .put("$set", new JsonObject().put(HASH, rotation.successorHash()).put(LAST_USED_AT, at))
            .put("$inc", new JsonObject().put(GENERATION, 1))
            .put("$push", new JsonObject().put(ROTATIONS, kept));
    return sessions
        .findOneAndUpdate(valid, change)
        .map(rotated -> Optional.ofNullable(rotated).map(MongoSessionStore::toSession));
  }

  @Override
  public Future<@Nullable Session> byId(String id) {
    return sessions
        .findOne(new JsonObject().put(MongoCollection.ID, id))
        .map(document -> document == null ? null : toSession(document));
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
            .put("$set", new JsonObject().put(ENDED_AT, MongoDates.toDate(at)).put(REVOKING, true))
            .put("$unset", new JsonObject().put(HASH, ""));
    return sessions.findOneAndUpdate(alive, change).mapEmpty();
  }

  @Override
  public Future<List<Session>> revoking(int limit) {
    return marked(REVOKING, limit);
  }

  @Override
  public Future<Void> revoked(String id) {
    return unmark(id, REVOKING);
  }

  @Override
  public Future<List<Session>> unreported(int limit) {
    return marked(UNREPORTED, limit);
  }

  @Override
  public Future<Void> reported(String id) {
    return unmark(id, UNREPORTED);
  }

  private Future<List<Session>> marked(String mark, int limit) {
    return sessions
        .find(new JsonObject().put(mark, true), limit)
        .map(found -> found.stream().map(MongoSessionStore::toSession).toList());
  }

  private Future<Void> unmark(String id, String mark) {
    return sessions
        .findOneAndUpdate(
            new JsonObject().put(MongoCollection.ID, id),
            new JsonObject().put("$unset", new JsonObject().put(mark, "")))
        .mapEmpty();
  }

  @Override
  public Future<Page<Session>> list(Alive alive, PageRequest page) {
    JsonObject sinceThen =
        new JsonObject().put(EPOCH, new JsonObject().put("$gte", alive.standing().sessionsFrom()));
    JsonObject spared = new JsonObject().put(MongoCollection.ID, alive.standing().kept());
    JsonObject counting = new JsonObject().put("$or", new JsonArray().add(sinceThen).add(spared));
    JsonObject query =
        new JsonObject()
            .put(USER_ID, alive.userId())
            .put(ENDED_AT, new JsonObject().put("$exists", false))
            .put(LAST_USED_AT, after(alive.idleSince()))
            .put(EXPIRES_AT, after(alive.now()))
            // The page has an $or of its own.
            .put("$and", new JsonArray().add(counting));
    return pages.find(query, page, MongoSessionStore::toSession, Session::cursor);
  }

  private static JsonObject after(Instant time) {
    return new JsonObject().put("$gt", MongoDates.toDate(time));
  }

  @Override
  public Future<Void> deleteEnded(Instant before, Instant unusedSince) {
    MongoBatches batches = new MongoBatches(sessions);
    return Future.all(
            batches.delete(past(ENDED_AT, before)),
            batches.delete(past(EXPIRES_AT, before)),
            batches.delete(past(LAST_USED_AT, unusedSince)))
        .mapEmpty();
  }

  private static JsonObject past(String field, Instant before) {
    return new JsonObject().put(field, new JsonObject().put("$lt", MongoDates.toDate(before)));
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
        MongoDates.fromDateOrNull(document, ENDED_AT));
  }

  private static List<Instant> rotations(JsonObject document) {
    List<Instant> rotations = new ArrayList<>();
    for (Object at : document.getJsonArray(ROTATIONS)) {
      rotations.add(((MongoDate) at).toInstant());
    }
    return rotations;
  }
}
