package io.laurel.auth.userimport;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.auth.user.ImportAccounts;
import io.laurel.auth.user.User;
import io.laurel.auth.userimport.RowResult.Outcome;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows over, one at a time. A row whose address and username belong to one account was taken
 * over before; where only one of them is taken, it is another person's.
 */
final class UserImport {
  private static final String ACTION = "import-users";

  private final ImportAccounts accounts;
  private final RowCheck check;
  private final Ids ids;
  private final Clock clock;
  private final boolean apply;

  /** What a dry run would have written, by address and by username. */
  private final Map<String, User> planned = new HashMap<>();

  UserImport(ImportAccounts accounts, RowCheck check, Clock clock, boolean apply) {
    this.accounts = accounts;
    this.check = check;
    this.ids = Ids.by(clock);
    this.clock = clock;
    this.apply = apply;
  }

  /** What becomes of a row; fails only where the database does. */
  Future<RowResult> take(Row row) {
    JsonObject document = row.document();
    if (document == null || row.fault() != null) {
      return Future.succeededFuture(RowResult.refused(row, usernameOrNull(row), row.fault()));
    }
    try {
      return take(row, check.check(document));
    } catch (IllegalArgumentException unfit) {
      return Future.succeededFuture(
          RowResult.refused(row, usernameOrNull(row), unfit.getMessage()));
    }
  }

  private @Nullable String usernameOrNull(Row row) {
    return row.document() == null ? null : check.usernameOrNull(row.document());
  }

  private Future<RowResult> take(Row row, Candidate candidate) {
    return present(candidate)
        .compose(
            present ->
                present == null
                    ? add(row, candidate)
                    : Future.succeededFuture(met(row, candidate, present)));
  }

  private static RowResult met(Row row, Candidate candidate, User present) {
    return candidate.isSameAs(present)
        ? RowResult.of(row, Outcome.EXISTS, candidate.username())
        : RowResult.refused(
            row,
            candidate.username(),
            candidate.email().equals(present.email())
                ? "email belongs to an account of another username"
                : "username belongs to an account of another email");
  }

  private Future<@Nullable User> present(Candidate candidate) {
    return present(candidate.email(), accounts.byEmail(candidate.email()))
        .compose(
            found ->
                found != null
                    ? Future.succeededFuture(found)
                    : present(
                        User.usernameKey(candidate.username()),
                        accounts.byUsername(candidate.username())));
  }

  private Future<@Nullable User> present(String key, Future<User> stored) {
    return stored.map(found -> found == null ? planned.get(key) : found);
  }

  private Future<RowResult> add(Row row, Candidate candidate) {
    Instant now = Instants.now(clock);
    User user = candidate.toUser(ids.next("usr"), now);
    if (!apply) {
      planned.put(user.email(), user);
      planned.put(user.usernameKey(), user);
      return Future.succeededFuture(RowResult.of(row, Outcome.WOULD_IMPORT, candidate.username()));
    }
    // An ADMIN enters by the same door; who guards the last one takes it up from there.
    return accounts
        .add(user, entry(user, now))
        .map(added -> RowResult.of(row, Outcome.IMPORTED, candidate.username()))
        .recover(cause -> lostRace(row, candidate, cause));
  }

  /** Somebody registered it since it was looked for. */
  private Future<RowResult> lostRace(Row row, Candidate candidate, Throwable cause) {
    return Failure.of(cause).status() == Failure.conflict("", "").status()
        ? take(row, candidate)
        : Future.failedFuture(cause);
  }

  private AuditEntry entry(User user, Instant now) {
    JsonArray roles = new JsonArray();
    user.roles().stream().sorted().forEach(role -> roles.add(role.name()));
    JsonObject after = new JsonObject().put("username", user.username()).put("roles", roles);
    return AuditEntry.bySystem(ACTION, Change.of(user.id(), null, after), ids, now);
  }
}
