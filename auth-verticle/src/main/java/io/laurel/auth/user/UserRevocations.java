package io.laurel.auth.user;

import io.laurel.auth.revocation.Revoker;
import io.laurel.schedule.Backlog;
import io.vertx.core.Future;

/**
 * Revokes what a change took away from an account. The account itself is the truth, and bears a
 * mark, by the same write, until its revocation is written; so no crash in between loses one.
 */
final class UserRevocations {
  private final Backlog<User> revoking;

  /** Revokes for the accounts in {@code store}. */
  UserRevocations(UserStore store, Revoker revoker) {
    this.revoking =
        Backlog.ofEach(
            new Backlog.Marks<>(
                store::revoking,
                User::id,
                user -> store.revoked(user.id(), user.standing().epoch())),
            user -> revoker.revokeUser(user.standing().revocation(user.id())));
  }

  /** Revokes what the standing of an account takes away; completes when it is written. */
  Future<Void> revoke(User user) {
    return revoking.settle(user);
  }

  /** Revokes for every account that still bears its mark. */
  Future<Void> sweep() {
    return revoking.drain();
  }
}
