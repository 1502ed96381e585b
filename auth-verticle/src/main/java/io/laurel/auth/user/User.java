package io.laurel.auth.user;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.paging.Cursor;
import io.laurel.security.Role;
import io.laurel.text.Spelling;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param id {@code usr_…}
 * @param email as {@link #normalizedEmail} gives it; unique; null for who signs in elsewhere
 * @param username as given; unique without regard to case
 * @param passwordHash PHC string; null for an account that nobody signs in to by password
 * @param roles what it may do
 * @param suspended whether it may not sign in
 * @param standing which of its sessions and tokens still count
 * @param revision changes with every write; a write names the one it has read
 * @param createdAt when it was opened
 * @param updatedAt when it last changed
 * @param fingerprint of the request that opened it; null where that bore no key
 * @param external who it is to whom it signs in; unique; null for who signs in here
 */
public record User(
    String id,
    @Nullable String email,
    String username,
    @Nullable String passwordHash,
    Set<Role> roles,
    boolean suspended,
    Standing standing,
    long revision,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String fingerprint,
    @Nullable External external) {
  /** As lists show accounts. */
  static final Comparator<User> NEWEST_FIRST =
      Comparator.comparing(User::createdAt).thenComparing(User::id).reversed();

  /** Copies the roles. */
  public User {
    roles = Set.copyOf(roles);
  }

  /** The same at another revision: what a store gives back after a write. */
  public User revised(long newRevision) {
    return copy(roles, suspended, standing, newRevision, updatedAt);
  }

  /** With other roles; access tokens that tell the old ones are void. */
  User withRoles(Set<Role> newRoles, Instant at) {
    return copy(newRoles, suspended, standing.withoutTokens(), revision, at);
  }

  /** Suspended, without any session; or not suspended any more. */
  User withSuspension(boolean suspend, Instant at) {
    return copy(roles, suspend, suspend ? standing.withoutSessions() : standing, revision, at);
  }

  private User copy(
      Set<Role> newRoles,
      boolean newSuspended,
      Standing newStanding,
      long newRevision,
      Instant newUpdatedAt) {
    return new User(
        id,
        email,
        username,
        passwordHash,
        newRoles,
        newSuspended,
        newStanding,
        newRevision,
        createdAt,
        newUpdatedAt,
        fingerprint,
        external);
  }

  /** An account as it is opened. */
  static User opened(
      String id,
      String email,
      String username,
      @Nullable String passwordHash,
      Set<Role> roles,
      Instant at) {
    return new User(
        id, email, username, passwordHash, roles, false, Standing.NEW, 0, at, at, null, null);
  }

  /** An account as it is opened for somebody who signs in elsewhere. */
  static User external(String id, External external, String username, Instant at) {
    return new User(
        id,
        null,
        username,
        null,
        Set.of(Role.USER),
        false,
        Standing.NEW,
        0,
        at,
        at,
        null,
        external);
  }

  /** As opened by a request with that fingerprint; null for none. */
  User withFingerprint(@Nullable String ofRequest) {
    return new User(
        id,
        email,
        username,
        passwordHash,
        roles,
        suspended,
        standing,
        revision,
        createdAt,
        updatedAt,
        ofRequest,
        external);
  }

  /** The same with another password hash. */
  public User withPasswordHash(String hash) {
    return new User(
        id,
        email,
        username,
        hash,
        roles,
        suspended,
        standing,
        revision,
        createdAt,
        updatedAt,
        fingerprint,
        external);
  }

  /** The same under another address and username, changed then. */
  public User withProfile(@Nullable String newEmail, String newUsername, Instant at) {
    return new User(
        id,
        newEmail,
        newUsername,
        passwordHash,
        roles,
        suspended,
        standing,
        revision,
        createdAt,
        at,
        fingerprint,
        external);
  }

  /** The same with another standing, changed then. */
  public User withStanding(Standing other, Instant at) {
    return copy(roles, suspended, other, revision, at);
  }

  /** Whether it may do everything, and sign in to do so: by password, as no key bears ADMIN. */
  public boolean isActiveAdmin() {
    return roles.contains(Role.ADMIN) && !suspended && passwordHash != null;
  }

  /** Where a list of accounts goes on after it. */
  Cursor cursor() {
    return new Cursor(createdAt, id);
  }

  /** What somebody signs in with, in the one spelling under which it is found. */
  public static String normalizedEmail(String email) {
    return Spelling.LOGIN.of(email);
  }

  /** What of a username is unique: the same for every spelling of it. */
  public static String usernameKey(String username) {
    return username.toLowerCase(Locale.ROOT);
  }

  /** What of this username is unique. */
  public String usernameKey() {
    return usernameKey(username);
  }

  /** As answered to itself and to an ADMIN: the contract's {@code User}. */
  public JsonObject toJson() {
    JsonObject json = toJsonOfOthers();
    putPresent(json, "external", external == null ? null : external.toJson());
    return json;
  }

  /** As answered to others of the staff, who do not learn who it is elsewhere. */
  JsonObject toJsonOfOthers() {
    JsonObject json = new JsonObject().put("id", id);
    putPresent(json, "email", email);
    return json.put("username", username)
        .put("roles", rolesAsJson())
        .put("suspended", suspended)
        .put("createdAt", Instants.format(createdAt))
        .put("updatedAt", Instants.format(updatedAt));
  }

  /** As answered to whoever may not know how it is reached. */
  JsonObject toJsonWithoutAddress() {
    JsonObject json = toJsonOfOthers();
    json.remove("email");
    return json;
  }

  /** Names of the roles, in their own order. */
  JsonArray rolesAsJson() {
    JsonArray names = new JsonArray();
    roles.stream().sorted().forEach(role -> names.add(role.name()));
    return names;
  }

  /** What an audit entry tells of the roles. */
  JsonObject auditedRoles() {
    return new JsonObject().put("roles", rolesAsJson());
  }

  /** Without address, hash and who it is elsewhere, which no log may hold. */
  @Override
  public String toString() {
    return "User[" + id + "]";
  }
}
