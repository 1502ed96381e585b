package io.laurel.auth.user;

import io.laurel.auth.revocation.Revoker;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes what a change took away from an account. The account itself is the truth, and bears a
 * mark, by the same write, until its revocation is written; so no crash in between loses one.
 */
final class UserRevocations {
  private static final Logger LOG = LoggerFactory.getLogger(UserRevocations.class);
  private static final int BATCH = 100;

  private final UserStore store;
  private final Revoker revoker;

  /** Revokes for the accounts in {@code store}. */
  UserRevocations(UserStore store, Revoker revoker) {
    this.store = store;
    this.revoker = revoker;
  }

  /** Revokes what the standing of an account takes away; completes when it is written. */
  Future<Void> revoke(User user) {
    return revoker.revokeUser(user.standing().revocation(user.id())).compose(done -> unmark(user));
  }

  /** A mark that stays has the same revoked once more, which changes nothing. */
  private Future<Void> unmark(User user) {
    return store
        .revoked(user.id(), user.standing().epoch())
        .recover(
            cause -> {
              LOG.warn("{} stays marked as revoking for now", user.id(), cause);
              return Future.succeededFuture();
            });
  }

  /** Revokes for every account that still bears its mark, a batch at a time. */
  Future<Void> sweep() {
    return store
        .revoking(BATCH)
        .compose(
            users ->
                Future.all(users.stream().map(this::revoke).toList())
                    .compose(done -> users.size() < BATCH ? Future.succeededFuture() : sweep()));
  }
}
