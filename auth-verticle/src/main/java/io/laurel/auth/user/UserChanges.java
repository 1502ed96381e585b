package io.laurel.auth.user;

import io.laurel.audit.AuditEntry;
import io.laurel.failure.Failure;
import io.laurel.schedule.Races;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes accounts without a lock: reads one, decides, and writes it if nobody else wrote
 * meanwhile; else begins again. A change that raises the account's epoch completes when its
 * revocation is written: no caller can forget it.
 */
public final class UserChanges {
  /** More writes to one account at once than this are no honest client's. */
  private static final int MAX_TRIES = 20;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final UserStore store;
  private final Function<User, Future<Void>> revoke;

  /** Changes accounts in {@code store}. */
  UserChanges(UserStore store, UserRevocations revocations) {
    this(store, revocations::revoke);
  }

  UserChanges(UserStore store, Function<User, Future<Void>> revoke) {
    this.store = store;
    this.revoke = revoke;
  }

  /** What is to become of an account. */
  public sealed interface Decision {
    /** It stays as it is. */
    record Leave() implements Decision {}

    /**
     * It shall be so.
     *
     * @param entry that tells of the change; null for none
     */
    record Write(User user, @Nullable AuditEntry entry) implements Decision {}
  }

  /**
   * Changes the account of that id. Fails with {@code unavailable} where others kept writing, or
   * where the change holds but its revocation cannot be written yet, and with whatever {@code
   * decide} throws.
   *
   * @param unknown what it fails with where there is no such account
   * @param decide given the account as it is; called again after each lost race
   * @return the account as it is now
   */
  public Future<User> change(String id, Failure unknown, Function<User, Decision> decide) {
    return Races.untilWon(
        MAX_TRIES,
        UserChanges::defeat,
        () ->
            store
                .byId(id)
                .compose(user -> user == null ? unknown.asFuture() : attempt(user, decide)));
  }

  private Future<Outcome<User>> attempt(User user, Function<User, Decision> decide) {
    return decide.apply(user) instanceof Decision.Write decision
        ? write(user, decision)
        : Future.succeededFuture(new Unchanged<>(user));
  }

  private Future<Outcome<User>> write(User read, Decision.Write decision) {
    if (decision.user().standing().epoch() == read.standing().epoch()) {
      return store.replace(decision.user(), decision.entry());
    }
    return store
        .replaceRevoking(decision.user(), decision.entry())
        .compose(
            outcome ->
                outcome instanceof Written<User> written
                    ? revoke.apply(written.value()).map(outcome)
                    : Future.succeededFuture(outcome));
  }

  private static Failure defeat() {
    return Failure.unavailable("This account is being changed; try again.", RETRY_AFTER);
  }
}
