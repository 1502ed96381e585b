package io.laurel.auth.lastadmin;

import io.laurel.audit.AuditEntry;
import io.laurel.auth.user.External;
import io.laurel.auth.user.GuardableUserStore;
import io.laurel.auth.user.User;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Outcome;
import io.laurel.security.Role;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Accounts to which every access is a step. */
record SteppedUserStore(GuardableUserStore store, Interleavings steps)
    implements GuardableUserStore {
  @Override
  public Future<Void> prepare() {
    return steps.step(store::prepare);
  }

  @Override
  public Future<Void> sweep() {
    return steps.step(store::sweep);
  }

  @Override
  public Future<Void> add(User user, AuditEntry entry) {
    return steps.step(() -> store.add(user, entry));
  }

  @Override
  public Future<Outcome<User>> replace(User user, AuditEntry entry) {
    return steps.step(() -> store.replace(user, entry));
  }

  @Override
  public Future<Outcome<User>> replaceRevoking(User user, AuditEntry entry) {
    return steps.step(() -> store.replaceRevoking(user, entry));
  }

  @Override
  public Future<List<User>> revoking(int limit) {
    return steps.step(() -> store.revoking(limit));
  }

  @Override
  public Future<Void> revoked(String id, long epoch) {
    return steps.step(() -> store.revoked(id, epoch));
  }

  @Override
  public Future<Outcome<User>> markLeaving(User user, Instant at) {
    return steps.step(() -> store.markLeaving(user, at));
  }

  @Override
  public Future<List<Admin>> admins() {
    return steps.step(store::admins);
  }

  @Override
  public Future<User> byId(String id) {
    return steps.step(() -> store.byId(id));
  }

  @Override
  public Future<List<User>> byIds(Set<String> ids) {
    return steps.step(() -> store.byIds(ids));
  }

  @Override
  public Future<User> byEmail(String email) {
    return steps.step(() -> store.byEmail(email));
  }

  @Override
  public Future<User> byUsername(String username) {
    return steps.step(() -> store.byUsername(username));
  }

  @Override
  public Future<User> byExternal(External external) {
    return steps.step(() -> store.byExternal(external));
  }

  @Override
  public Future<Page<User>> list(Filter filter, PageRequest page) {
    return steps.step(() -> store.list(filter, page));
  }

  @Override
  public Future<Boolean> anyWith(Role role) {
    return steps.step(() -> store.anyWith(role));
  }
}
