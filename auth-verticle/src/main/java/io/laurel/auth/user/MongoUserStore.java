package io.laurel.auth.user;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.AuditedCollection;
import io.laurel.mongo.DuplicateKeyException;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.laurel.mongo.MongoPages;
import io.laurel.mongo.MongoReadings;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Accounts in the collection {@code users}; three unique indexes decide what is taken. */
final class MongoUserStore implements GuardableUserStore {
  private static final String COLLECTION = "users";
  private static final int MAX_ADMINS = 1_000;

  /** What {@link #replace} writes. */
  private static final List<String> CHANGING =
      List.of(
          UserDocuments.EMAIL,
          UserDocuments.USERNAME,
          UserDocuments.USERNAME_KEY,
          UserDocuments.NAMES,
          UserDocuments.PASSWORD_HASH,
          UserDocuments.ROLES,
          UserDocuments.SUSPENDED,
          UserDocuments.STANDING,
          UserDocuments.UPDATED_AT);

  private final AuditedCollection users;
  private final MongoPages pages;

  /** A store in that database, whose entries are moved on to {@code audit}. */
  MongoUserStore(MongoDatabase database, AuditStore audit) {
    this.users = new AuditedCollection(database, COLLECTION, audit);
    this.pages = new MongoPages(users.readings(), UserDocuments.CREATED_AT);
  }

  @Override
  public Future<Void> sweep() {
    return users.sweep();
  }

  /** Without the unique indexes nothing is unique; the others serve lists. */
  @Override
  public Future<Void> prepare() {
    MongoReadings readings = users.readings();
    return readings
        .uniqueIndex(new JsonObject().put(UserDocuments.EMAIL, 1))
        .compose(done -> readings.uniqueIndex(new JsonObject().put(UserDocuments.USERNAME_KEY, 1)))
        .compose(
            done ->
                readings.sparseUniqueIndex(
                    new JsonObject()
                        .put(UserDocuments.EXTERNAL_ISSUER, 1)
                        .put(UserDocuments.EXTERNAL_SUBJECT, 1)))
        .compose(done -> pages.index())
        .compose(done -> pages.index(UserDocuments.ROLES))
        .compose(done -> readings.index(new JsonObject().put(UserDocuments.NAMES, 1)))
        .compose(done -> readings.index(new JsonObject().put(UserDocuments.REVOKING, 1)))
        .compose(done -> users.prepare());
  }

  @Override
  public Future<Void> add(User user, @Nullable AuditEntry entry) {
    JsonObject document = UserDocuments.toDocument(user);
    Future<Boolean> inserted =
        entry == null ? users.insertUntold(document) : users.insert(document, entry);
    return inserted.compose(added -> added ? Future.succeededFuture() : taken(user));
  }

  @Override
  public Future<Outcome<User>> replace(User user, @Nullable AuditEntry entry) {
    return replace(user, entry, new JsonObject());
  }

  @Override
  public Future<Outcome<User>> replaceRevoking(User user, @Nullable AuditEntry entry) {
    return replace(
        user, entry, new JsonObject().put(UserDocuments.REVOKING, user.standing().epoch()));
  }

  private Future<Outcome<User>> replace(User user, @Nullable AuditEntry entry, JsonObject written) {
    JsonObject document = UserDocuments.toDocument(user);
    CHANGING.forEach(field -> putPresent(written, field, document.getValue(field)));
    JsonObject update =
        new JsonObject()
            .put("$set", written)
            .put("$unset", new JsonObject().put(UserDocuments.LEAVING_SINCE, ""))
            .put("$inc", new JsonObject().put(UserDocuments.REVISION, 1));
    Future<JsonObject> changed =
        entry == null
            ? users.changeUntold(asRead(user), update)
            : users.change(asRead(user), update, entry);
    return changed
        .map(MongoUserStore::outcome)
        .recover(
            cause ->
                cause instanceof DuplicateKeyException
                    ? TakenNames.refuse(this, user).map(free -> new Lost<>())
                    : Future.failedFuture(cause));
  }

  private static Outcome<User> outcome(@Nullable JsonObject written) {
    return written == null ? new Lost<>() : new Written<>(UserDocuments.toUser(written));
  }

  private static JsonObject asRead(User user) {
    return new JsonObject()
        .put(MongoCollection.ID, user.id())
        .put(UserDocuments.REVISION, user.revision());
  }

  @Override
  public Future<Outcome<User>> markLeaving(User user, Instant at) {
    JsonObject unmarked =
        asRead(user).put(UserDocuments.LEAVING_SINCE, new JsonObject().put("$exists", false));
    JsonObject mark =
        new JsonObject()
            .put("$set", new JsonObject().put(UserDocuments.LEAVING_SINCE, MongoDates.toDate(at)))
            .put("$inc", new JsonObject().put(UserDocuments.REVISION, 1));
    return users
        .changeUntold(unmarked, mark)
        .compose(
            marked ->
                marked == null
                    ? users.readings().findOne(asRead(user))
                    : Future.succeededFuture(marked))
        .map(MongoUserStore::outcome);
  }

  @Override
  public Future<List<Admin>> admins() {
    JsonObject query =
        new JsonObject()
            .put(UserDocuments.ROLES, Role.ADMIN.name())
            .put(UserDocuments.SUSPENDED, false)
            .put(UserDocuments.PASSWORD_HASH, new JsonObject().put("$exists", true));
    return users
        .readings()
        .find(query, MAX_ADMINS)
        .map(found -> found.stream().map(UserDocuments::toAdmin).toList());
  }

  @Override
  public Future<List<User>> revoking(int limit) {
    JsonObject marked =
        new JsonObject().put(UserDocuments.REVOKING, new JsonObject().put("$gte", 0));
    return users
        .readings()
        .find(marked, limit)
        .map(found -> found.stream().map(UserDocuments::toUser).toList());
  }

  @Override
  public Future<Void> revoked(String id, long epoch) {
    JsonObject marked =
        new JsonObject().put(MongoCollection.ID, id).put(UserDocuments.REVOKING, epoch);
    return users
        .changeUntold(
            marked,
            new JsonObject().put("$unset", new JsonObject().put(UserDocuments.REVOKING, "")))
        .mapEmpty();
  }

  private Future<Void> taken(User user) {
    return byId(user.id())
        .compose(
            found ->
                found == null ? TakenNames.refuse(this, user) : UserFailures.idTaken().asFuture())
        .compose(
            nobodys ->
                Future.failedFuture(
                    new IllegalStateException("Refused as a duplicate of nobody's")));
  }

  @Override
  public Future<@Nullable User> byId(String id) {
    return one(MongoCollection.ID, id);
  }

  @Override
  public Future<List<User>> byIds(Set<String> ids) {
    JsonObject any = new JsonObject().put("$in", new JsonArray(List.copyOf(ids)));
    return users
        .readings()
        .find(new JsonObject().put(MongoCollection.ID, any), ids.size())
        .map(found -> found.stream().map(UserDocuments::toUser).toList());
  }

  @Override
  public Future<@Nullable User> byEmail(String email) {
    return one(UserDocuments.EMAIL, email);
  }

  @Override
  public Future<@Nullable User> byUsername(String username) {
    return one(UserDocuments.USERNAME_KEY, User.usernameKey(username));
  }

  @Override
  public Future<@Nullable User> byExternal(External external) {
    return one(
        new JsonObject()
            .put(UserDocuments.EXTERNAL_ISSUER, external.issuer())
            .put(UserDocuments.EXTERNAL_SUBJECT, external.subject()));
  }

  @Override
  public Future<Boolean> anyWith(Role role) {
    return one(UserDocuments.ROLES, role.name()).map(Objects::nonNull);
  }

  @Override
  public Future<Page<User>> list(Filter filter, PageRequest page) {
    return pages.find(UserDocuments.matching(filter), page, UserDocuments::toUser, User::cursor);
  }

  private Future<@Nullable User> one(String field, String value) {
    return one(new JsonObject().put(field, value));
  }

  private Future<@Nullable User> one(JsonObject query) {
    return users.readings().findOne(query).map(UserDocuments::toUserOrNull);
  }
}
