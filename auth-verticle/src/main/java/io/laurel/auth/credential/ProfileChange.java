package io.laurel.auth.credential;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.auth.user.ReservedNames;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes a user's own e-mail address and username; its sessions go on. */
final class ProfileChange {
  private static final String EMAIL = "email";
  private static final String USERNAME = "username";

  private final ProvenChanges changes;
  private final ReservedNames reserved;
  private final Ids ids;
  private final Clock clock;

  /** Makes the change by {@code changes}. */
  ProfileChange(ProvenChanges changes, ReservedNames reserved, Ids ids, Clock clock) {
    this.changes = changes;
    this.reserved = reserved;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Takes the new address, the new username, or both. Fails with {@code email-taken}, {@code
   * username-taken}, {@code no-password}, and as a sign-in where the current password is wrong.
   */
  Future<Reply> change(Call call) {
    if (call.textOrNull(EMAIL) == null && call.textOrNull(USERNAME) == null) {
      throw Failure.invalidRequest("", "must have an email or a username");
    }
    return changes
        .untilMade(call, user -> {}, proved -> write(call, proved))
        .map(user -> Reply.of(user.toJson()));
  }

  /** Lost where the password that was proved is no longer the account's. */
  private Future<Outcome<User>> write(Call call, User proved) {
    return changes
        .write(call, proved, user -> decide(call, user))
        .map(
            user ->
                ProvenChanges.isStillProved(user, proved) ? new Unchanged<>(user) : new Lost<>());
  }

  private Decision decide(Call call, User user) {
    String sent = call.textOrNull(EMAIL);
    String email = user.email();
    String username = orElse(call.textOrNull(USERNAME), user.username());
    JsonArray fields = new JsonArray();
    if (sent != null && !User.normalizedEmail(sent).equals(email)) {
      email = User.normalizedEmail(sent);
      reserved.refuseEmail(email);
      fields.add(EMAIL);
    }
    if (!username.equals(user.username())) {
      // Its own name in another spelling is nobody else's.
      if (!User.usernameKey(username).equals(user.usernameKey())) {
        reserved.refuseUsername(username);
      }
      fields.add(USERNAME);
    }
    if (fields.isEmpty()) {
      return new Decision.Leave();
    }
    Instant now = Instants.now(clock);
    // Which fields, and not what they are: an address is nobody else's business.
    Change change = Change.of(user.id(), null, new JsonObject().put("fields", fields));
    return new Decision.Write(
        user.withProfile(email, username, now), AuditEntry.of(call, change, ids, now));
  }

  private static String orElse(@Nullable String sent, String present) {
    return sent == null ? present : sent;
  }
}
