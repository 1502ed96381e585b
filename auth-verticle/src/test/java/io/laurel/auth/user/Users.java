package io.laurel.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.revocation.Revoker;
import io.laurel.bus.Announcements;
import io.laurel.id.Ids;
import io.laurel.mongo.MongoDatabase;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.laurel.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Accounts for tests. */
public final class Users {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00.123Z");

  private Users() {}

  /** An account whose id, username and address follow from the name. */
  public static User aUser(String name) {
    return aUser("usr_" + name, name + "@example.com", name);
  }

  public static User aUser(String id, String email, String username) {
    return User.opened(id, email, username, "$hash", Set.of(Role.USER), NOW);
  }

  /** That account with one role. */
  public static User with(User user, Role role) {
    return copy(user, user.passwordHash(), Set.of(role), user.suspended());
  }

  /** That account with another password. */
  public static User withHash(User user, String hash) {
    return copy(user, hash, user.roles(), user.suspended());
  }

  /** As another system may have stored a password. */
  public static String bcrypt(String password) {
    byte[] salt = "sixteen bytes ..".getBytes(StandardCharsets.US_ASCII);
    return OpenBSDBCrypt.generate("2b", password.toCharArray(), salt, 4);
  }

  /** That account, suspended. */
  public static User suspended(User user) {
    return copy(user, user.passwordHash(), user.roles(), true);
  }

  /** That account, not suspended any more. */
  public static User reinstated(User user) {
    return copy(user, user.passwordHash(), user.roles(), false);
  }

  /** Accounts in that database. */
  public static GuardableUserStore stored(MongoDatabase database, AuditStore audit) {
    return new MongoUserStore(database, audit);
  }

  /** Those accounts, watched by that guard. */
  public static UserStore guarded(GuardableUserStore accounts, AdminGuard guard) {
    return new GuardedUserStore(accounts, guard);
  }

  /** All entries, newest first. */
  public static List<AuditEntry> entries(AuditStore audit) {
    return audit
        .list(new AuditStore.Filter(null, null, null, null, null, null), new PageRequest(100, null))
        .await()
        .items();
  }

  /** The one entry there is. */
  public static AuditEntry onlyEntry(AuditStore audit) {
    List<AuditEntry> entries = entries(audit);
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  /** A service of accounts whose news nobody hears. */
  public static UserService service(
      Vertx vertx, UserStore store, Passwords passwords, Clock clock) {
    return new UserService(
        store, passwords, Ids.by(clock), clock, quietNews(vertx), new ReservedNames(List.of()));
  }

  /** News that nobody hears. */
  static UserNews quietNews(Vertx vertx) {
    return new UserNews(new Announcements(vertx));
  }

  /** What came of a write that was not lost. */
  public static User written(Future<Outcome<User>> write) {
    Outcome<User> outcome = write.await();
    assertThat(outcome).isInstanceOf(Written.class);
    return ((Written<User>) outcome).value();
  }

  /** Changes of accounts that are revoked by {@code revoker}. */
  public static UserChanges changes(UserStore store, Revoker revoker) {
    return new UserChanges(store, new UserRevocations(store, revoker));
  }

  /** Changes of accounts whose revocations nobody reads. */
  public static UserChanges changes(UserStore store) {
    return new UserChanges(store, user -> Future.succeededFuture());
  }

  private static User copy(User user, String hash, Set<Role> roles, boolean suspended) {
    return new User(
        user.id(),
        user.email(),
        user.username(),
        hash,
        roles,
        suspended,
        user.standing(),
        user.revision(),
        user.createdAt(),
        user.updatedAt(),
        user.fingerprint(),
        user.external());
  }
}
