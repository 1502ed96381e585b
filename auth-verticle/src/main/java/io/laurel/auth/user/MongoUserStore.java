package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.MongoAuditOutbox;
import io.laurel.mongo.DuplicateKeyException;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Accounts in the collection {@code users}; two unique indexes decide what is taken. */
public final class MongoUserStore implements UserStore {
  private static final String COLLECTION = "users";
  private static final String EMAIL = "email";
  private static final String USERNAME = "username";
  private static final String USERNAME_KEY = "usernameKey";
  private static final String PASSWORD_HASH = "passwordHash";
  private static final String ROLES = "roles";
  private static final String SUSPENDED = "suspended";
  private static final String STANDING = "standing";
  private static final String EPOCH = "epoch";
  private static final String SESSIONS_FROM = "sessionsFrom";
  private static final String KEPT = "kept";
  private static final String KEPT_FROM = "keptFrom";
  private static final String REVISION = "revision";
  private static final String REVOKING = "revoking";
  private static final String CREATED_AT = "createdAt";
  private static final String UPDATED_AT = "updatedAt";

  /** What {@link #replace} writes. */
  private static final List<String> CHANGING =
      List.of(PASSWORD_HASH, ROLES, SUSPENDED, STANDING, UPDATED_AT);

  private final MongoCollection users;
  private final MongoAuditOutbox outbox;

  /** A store in that database, whose entries are moved on to {@code audit}. */
  public MongoUserStore(MongoDatabase database, AuditStore audit) {
    this.users = database.collection(COLLECTION);
    this.outbox = new MongoAuditOutbox(users, audit);
  }

  /** Moves on the audit entries that a process left in its documents. */
  public Future<Void> sweep() {
    return outbox.sweep();
  }

  /** Without these indexes nothing is unique. */
  @Override
  public Future<Void> prepare() {
    return users
        .uniqueIndex(new JsonObject().put(EMAIL, 1))
        .compose(done -> users.uniqueIndex(new JsonObject().put(USERNAME_KEY, 1)))
        .compose(done -> users.index(new JsonObject().put(REVOKING, 1)))
        .compose(done -> outbox.prepare());
  }

  @Override
  public Future<Void> add(User user, AuditEntry entry) {
    JsonObject document = toDocument(user);
    if (entry != null) {
      MongoAuditOutbox.put(document, entry);
    }
    return users
        .insert(document)
        .compose(added -> outbox.move(document))
        .recover(
            cause ->
                cause instanceof DuplicateKeyException
                    ? taken(user, cause)
                    : Future.failedFuture(cause));
  }

  @Override
  public Future<User> replace(User user, AuditEntry entry) {
    return replace(user, entry, new JsonObject());
  }

  @Override
  public Future<User> replaceRevoking(User user, AuditEntry entry) {
    return replace(user, entry, new JsonObject().put(REVOKING, user.standing().epoch()));
  }

  private Future<User> replace(User user, AuditEntry entry, JsonObject written) {
    JsonObject document = toDocument(user);
    CHANGING.forEach(field -> written.put(field, document.getValue(field)));
    JsonObject update =
        new JsonObject().put("$set", written).put("$inc", new JsonObject().put(REVISION, 1));
    if (entry != null) {
      MongoAuditOutbox.push(update, entry);
    }
    JsonObject asRead =
        new JsonObject().put(MongoCollection.ID, user.id()).put(REVISION, user.revision());
    return users
        .findOneAndUpdate(asRead, update)
        .compose(
            changed ->
                changed == null
                    ? Future.succeededFuture()
                    : outbox.move(changed).map(moved -> toUser(changed)));
  }

  @Override
  public Future<List<User>> revoking(int limit) {
    JsonObject marked = new JsonObject().put(REVOKING, new JsonObject().put("$gte", 0));
    return users
        .find(marked, new FindOptions().setLimit(limit).setBatchSize(limit))
        .map(found -> found.stream().map(MongoUserStore::toUser).toList());
  }

  @Override
  public Future<Void> revoked(String id, long epoch) {
    JsonObject marked = new JsonObject().put(MongoCollection.ID, id).put(REVOKING, epoch);
    return users
        .findOneAndUpdate(
            marked, new JsonObject().put("$unset", new JsonObject().put(REVOKING, "")))
        .mapEmpty();
  }

  /** Which of the two it was is read afterwards: an index's name is not on every engine's error. */
  private Future<Void> taken(User user, Throwable cause) {
    return byEmail(user.email())
        .compose(
            found ->
                found != null
                    ? UserFailures.emailTaken().<User>asFuture()
                    : byUsername(user.username()))
        .compose(
            found ->
                found != null
                    ? UserFailures.usernameTaken().asFuture()
                    : Future.failedFuture(cause));
  }

  @Override
  public Future<User> byId(String id) {
    return one(MongoCollection.ID, id);
  }

  @Override
  public Future<User> byEmail(String email) {
    return one(EMAIL, email);
  }

  @Override
  public Future<User> byUsername(String username) {
    return one(USERNAME_KEY, User.usernameKey(username));
  }

  @Override
  public Future<Boolean> anyWith(Role role) {
    return one(ROLES, role.name()).map(Objects::nonNull);
  }

  private Future<User> one(String field, String value) {
    return users
        .findOne(new JsonObject().put(field, value))
        .map(document -> document == null ? null : toUser(document));
  }

  private static JsonObject toDocument(User user) {
    JsonArray roles = new JsonArray();
    user.roles().stream().sorted().forEach(role -> roles.add(role.name()));
    return new JsonObject()
        .put(MongoCollection.ID, user.id())
        .put(EMAIL, user.email())
        .put(USERNAME, user.username())
        .put(USERNAME_KEY, user.usernameKey())
        .put(PASSWORD_HASH, user.passwordHash())
        .put(ROLES, roles)
        .put(SUSPENDED, user.suspended())
        .put(STANDING, toDocument(user.standing()))
        .put(REVISION, user.revision())
        .put(CREATED_AT, MongoDates.toDate(user.createdAt()))
        .put(UPDATED_AT, MongoDates.toDate(user.updatedAt()));
  }

  private static JsonObject toDocument(Standing standing) {
    return new JsonObject()
        .put(EPOCH, standing.epoch())
        .put(SESSIONS_FROM, standing.sessionsFrom())
        .put(KEPT, standing.kept())
        .put(KEPT_FROM, standing.keptFrom());
  }

  private static Standing toStanding(JsonObject document) {
    return new Standing(
        document.getLong(EPOCH),
        document.getLong(SESSIONS_FROM),
        document.getString(KEPT),
        document.getLong(KEPT_FROM));
  }

  private static User toUser(JsonObject document) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    document.getJsonArray(ROLES).forEach(role -> roles.add(Role.valueOf((String) role)));
    return new User(
        document.getString(MongoCollection.ID),
        document.getString(EMAIL),
        document.getString(USERNAME),
        document.getString(PASSWORD_HASH),
        roles,
        document.getBoolean(SUSPENDED),
        toStanding(document.getJsonObject(STANDING)),
        document.getLong(REVISION),
        MongoDates.fromDate(document, CREATED_AT),
        MongoDates.fromDate(document, UPDATED_AT));
  }
}
