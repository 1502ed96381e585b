package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.laurel.security.Role;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Accounts in a map. */
public final class InMemoryUserStore implements GuardableUserStore {
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, Instant> leavingSince = new HashMap<>();
  private final Map<String, Long> revoking = new LinkedHashMap<>();
  private final AuditStore audit;

  /** Accounts whose entries are moved on to {@code audit}. */
  public InMemoryUserStore(AuditStore audit) {
    this.audit = audit;
  }

  /** Accounts whose entries nobody reads. */
  public InMemoryUserStore() {
    this(new InMemoryAuditStore());
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  /** What leaves no entry behind has nothing to sweep. */
  @Override
  public Future<Void> sweep() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> add(User user, AuditEntry entry) {
    if (users.containsKey(user.id())) {
      return UserFailures.idTaken().asFuture();
    }
    if (first(other -> sharesExternal(other, user)) != null) {
      return UserFailures.externalTaken().asFuture();
    }
    if (first(other -> sharesEmail(other, user)) != null) {
      return UserFailures.emailTaken().asFuture();
    }
    if (first(other -> other.usernameKey().equals(user.usernameKey())) != null) {
      return UserFailures.usernameTaken().asFuture();
    }
    users.put(user.id(), user);
    record(entry);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Outcome<User>> replace(User user, AuditEntry entry) {
    if (!isAsRead(user)) {
      return Future.succeededFuture(new Lost<>());
    }
    User others = first(other -> !other.id().equals(user.id()) && sharesEmail(other, user));
    if (others != null) {
      return UserFailures.emailTaken().asFuture();
    }
    others =
        first(
            other ->
                !other.id().equals(user.id()) && other.usernameKey().equals(user.usernameKey()));
    if (others != null) {
      return UserFailures.usernameTaken().asFuture();
    }
    leavingSince.remove(user.id());
    record(entry);
    return write(user);
  }

  private static boolean sharesEmail(User one, User other) {
    return one.email() != null && one.email().equals(other.email());
  }

  private static boolean sharesExternal(User one, User other) {
    return one.external() != null && one.external().equals(other.external());
  }

  @Override
  public synchronized Future<Outcome<User>> markLeaving(User user, Instant at) {
    if (!isAsRead(user)) {
      return Future.succeededFuture(new Lost<>());
    }
    return leavingSince.putIfAbsent(user.id(), at) == null
        ? write(user)
        : Future.succeededFuture(new Written<>(user));
  }

  private boolean isAsRead(User user) {
    return users.get(user.id()).revision() == user.revision();
  }

  private Future<Outcome<User>> write(User user) {
    User written = user.revised(user.revision() + 1);
    users.put(user.id(), written);
    return Future.succeededFuture(new Written<>(written));
  }

  @Override
  public synchronized Future<Outcome<User>> replaceRevoking(User user, AuditEntry entry) {
    return replace(user, entry)
        .onSuccess(
            outcome -> {
              if (outcome instanceof Written<User> written) {
                revoking.put(written.value().id(), written.value().standing().epoch());
              }
            });
  }

  @Override
  public synchronized Future<List<User>> revoking(int limit) {
    return Future.succeededFuture(revoking.keySet().stream().limit(limit).map(users::get).toList());
  }

  @Override
  public synchronized Future<Void> revoked(String id, long epoch) {
    revoking.remove(id, epoch);
    return Future.succeededFuture();
  }

  private void record(AuditEntry entry) {
    if (entry != null) {
      audit.add(entry);
    }
  }

  @Override
  public synchronized Future<List<Admin>> admins() {
    return Future.succeededFuture(
        users.values().stream()
            .filter(User::isActiveAdmin)
            .map(user -> new Admin(user, leavingSince.get(user.id())))
            .toList());
  }

  @Override
  public synchronized Future<User> byId(String id) {
    return Future.succeededFuture(users.get(id));
  }

  @Override
  public synchronized Future<List<User>> byIds(Set<String> ids) {
    return Future.succeededFuture(
        users.values().stream().filter(user -> ids.contains(user.id())).toList());
  }

  @Override
  public Future<User> byEmail(String email) {
    return Future.succeededFuture(first(user -> email.equals(user.email())));
  }

  @Override
  public Future<User> byExternal(External external) {
    return Future.succeededFuture(first(user -> external.equals(user.external())));
  }

  @Override
  public Future<User> byUsername(String username) {
    String key = User.usernameKey(username);
    return Future.succeededFuture(first(user -> user.usernameKey().equals(key)));
  }

  @Override
  public Future<Boolean> anyWith(Role role) {
    return Future.succeededFuture(first(user -> user.roles().contains(role)) != null);
  }

  @Override
  public synchronized Future<Page<User>> list(Filter filter, PageRequest page) {
    List<User> found =
        users.values().stream()
            .filter(user -> filter.role() == null || user.roles().contains(filter.role()))
            .filter(user -> filter.prefix() == null || beginsWith(user, filter))
            .filter(user -> page.after() == null || isAfter(user, page))
            .sorted(User.NEWEST_FIRST)
            .limit(page.limit() + 1L)
            .toList();
    return Future.succeededFuture(Page.of(found, page.limit(), User::cursor));
  }

  private static boolean beginsWith(User user, Filter filter) {
    return user.usernameKey().startsWith(filter.prefix())
        || (filter.byAddress() && user.email() != null && user.email().startsWith(filter.prefix()));
  }

  private static boolean isAfter(User user, PageRequest page) {
    int byTime = user.createdAt().compareTo(page.after().at());
    return byTime < 0 || (byTime == 0 && user.id().compareTo(page.after().id()) < 0);
  }

  private synchronized User first(Predicate<User> predicate) {
    return users.values().stream().filter(predicate).findFirst().orElse(null);
  }
}
