package io.laurel.auth.user;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDates;
import io.laurel.security.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Accounts as documents of the collection {@code users}. */
final class UserDocuments {
  /**
   * The address; where there is none the account's own id, which is no address and nobody else's:
   * under a unique index of every document two without one would be the same.
   */
  static final String EMAIL = "email";

  static final String USERNAME = "username";
  static final String USERNAME_KEY = "usernameKey";
  static final String PASSWORD_HASH = "passwordHash";
  static final String ROLES = "roles";
  static final String SUSPENDED = "suspended";
  static final String STANDING = "standing";
  private static final String EPOCH = "epoch";
  private static final String SESSIONS_FROM = "sessionsFrom";
  private static final String KEPT = "kept";
  private static final String KEPT_FROM = "keptFrom";
  static final String REVISION = "revision";
  static final String REVOKING = "revoking";
  static final String CREATED_AT = "createdAt";
  static final String UPDATED_AT = "updatedAt";
  private static final String FINGERPRINT = "fingerprint";
  static final String LEAVING_SINCE = "leavingSince";

  private static final String EXTERNAL = "external";
  private static final String ISSUER = "issuer";
  private static final String SUBJECT = "subject";
  static final String EXTERNAL_ISSUER = EXTERNAL + "." + ISSUER;
  static final String EXTERNAL_SUBJECT = EXTERNAL + "." + SUBJECT;

  /** Username key and address, so that one index finds what begins with a text in either. */
  static final String NAMES = "names";

  private static final Pattern NO_LITERAL = Pattern.compile("[\\p{ASCII}&&[^\\w@#/-]]");

  private UserDocuments() {}

  /** Those that a filter lets through. */
  static JsonObject matching(UserStore.Filter filter) {
    JsonObject query = new JsonObject();
    if (filter.role() != null) {
      query.put(ROLES, filter.role().name());
    }
    if (filter.prefix() != null) {
      query.put(filter.byAddress() ? NAMES : USERNAME_KEY, beginningWith(filter.prefix()));
    }
    return query;
  }

  /** What needs no backslash bears none, so that it is a range of an index. */
  private static JsonObject beginningWith(String prefix) {
    return new JsonObject().put("$regex", "^" + NO_LITERAL.matcher(prefix).replaceAll("\\\\$0"));
  }

  static JsonObject toDocument(User user) {
    JsonObject document =
        new JsonObject()
            .put(MongoCollection.ID, user.id())
            .put(EMAIL, user.email() == null ? user.id() : user.email())
            .put(USERNAME, user.username())
            .put(USERNAME_KEY, user.usernameKey())
            .put(ROLES, user.rolesAsJson())
            .put(SUSPENDED, user.suspended())
            .put(STANDING, toDocument(user.standing()))
            .put(REVISION, user.revision())
            .put(CREATED_AT, MongoDates.toDate(user.createdAt()))
            .put(UPDATED_AT, MongoDates.toDate(user.updatedAt()))
            .put(NAMES, names(user));
    putPresent(document, PASSWORD_HASH, user.passwordHash());
    putPresent(document, FINGERPRINT, user.fingerprint());
    putPresent(document, EXTERNAL, user.external() == null ? null : user.external().toJson());
    return document;
  }

  private static JsonArray names(User user) {
    JsonArray names = new JsonArray().add(user.usernameKey());
    return user.email() == null ? names : names.add(user.email());
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

  static @Nullable User toUserOrNull(@Nullable JsonObject document) {
    return document == null ? null : toUser(document);
  }

  private static @Nullable External toExternal(@Nullable JsonObject document) {
    return document == null
        ? null
        : new External(document.getString(ISSUER), document.getString(SUBJECT));
  }

  static User toUser(JsonObject document) {
    String id = document.getString(MongoCollection.ID);
    String email = document.getString(EMAIL);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    document.getJsonArray(ROLES).forEach(role -> roles.add(Role.valueOf((String) role)));
    return new User(
        id,
        id.equals(email) ? null : email,
        document.getString(USERNAME),
        document.getString(PASSWORD_HASH),
        roles,
        document.getBoolean(SUSPENDED),
        toStanding(document.getJsonObject(STANDING)),
        document.getLong(REVISION),
        MongoDates.fromDate(document, CREATED_AT),
        MongoDates.fromDate(document, UPDATED_AT),
        document.getString(FINGERPRINT),
        toExternal(document.getJsonObject(EXTERNAL)));
  }

  static GuardableAccounts.Admin toAdmin(JsonObject document) {
    return new GuardableAccounts.Admin(
        toUser(document), MongoDates.fromDateOrNull(document, LEAVING_SINCE));
  }
}
