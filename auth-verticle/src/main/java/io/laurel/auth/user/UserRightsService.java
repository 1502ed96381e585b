package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.id.Ids;
import io.laurel.security.Role;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Changes what accounts may do; each change carries its audit entry. */
final class UserRightsService {
  private final UserChanges changes;
  private final UserNews news;
  private final Ids ids;
  private final Clock clock;

  /**
   * A service that writes through {@code changes}: to a guarded store, so that an ADMIN remains.
   */
  UserRightsService(UserChanges changes, UserNews news, Ids ids, Clock clock) {
    this.changes = changes;
    this.news = news;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Gives an account other roles; access tokens that tell the old ones are void. Roles that it has
   * change nothing. Fails with {@code user-not-found}, {@code last-admin}, and {@code
   * external-account} where somebody who signs in elsewhere should bear any but USER.
   */
  Future<Reply> setRoles(Call call) {
    Set<Role> roles = RoleNames.parse(call);
    AtomicBoolean changed = new AtomicBoolean();
    return changes
        .change(
            call.text("userId"),
            UserFailures.notFound(),
            user -> {
              changed.set(!user.roles().equals(roles));
              return changed.get() ? withRoles(call, user, roles) : new Decision.Leave();
            })
        .map(
            user -> {
              if (changed.get()) {
                news.rolesChanged(user);
              }
              return Reply.of(user.toJson());
            });
  }

  private Decision withRoles(Call call, User user, Set<Role> roles) {
    if (user.external() != null) {
      throw UserFailures.externalAccount();
    }
    User changed = user.withRoles(roles, Instants.now(clock));
    return decision(
        call, changed, Change.of(user.id(), user.auditedRoles(), changed.auditedRoles()));
  }

  /**
   * Suspends an account, which ends its sessions and tokens, or ends the suspension. What is so
   * already changes nothing. Fails with {@code user-not-found}, {@code own-account} or {@code
   * last-admin}.
   */
  Future<Reply> setSuspension(Call call) {
    String id = call.text("userId");
    if (id.equals(call.principal().userId())) {
      return UserFailures.ownAccount().asFuture();
    }
    boolean suspended = call.message().getBoolean("suspended");
    return changes
        .change(
            id,
            UserFailures.notFound(),
            user ->
                user.suspended() == suspended
                    ? new Decision.Leave()
                    : withSuspension(call, user, suspended))
        .map(user -> Reply.of(user.toJson()));
  }

  private Decision withSuspension(Call call, User user, boolean suspended) {
    User changed = user.withSuspension(suspended, Instants.now(clock));
    JsonObject before = auditedSuspension(user);
    JsonObject after = auditedSuspension(changed);
    return decision(
        call, changed, Change.of(user.id(), before, after).because(call.textOrNull("reason")));
  }

  private static JsonObject auditedSuspension(User user) {
    return new JsonObject().put("suspended", user.suspended());
  }

  private Decision decision(Call call, User changed, Change change) {
    return new Decision.Write(changed, AuditEntry.of(call, change, ids, changed.updatedAt()));
  }
}
