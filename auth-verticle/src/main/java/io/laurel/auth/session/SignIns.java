package io.laurel.auth.session;

import io.laurel.auth.user.User;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.vertx.core.Future;
import java.time.Instant;

/** Begins sessions of users who are proved, by whatever it was. */
@FunctionalInterface
public interface SignIns {
  /**
   * Begins one, and tells of it; answers the contract's {@code Tokens}.
   *
   * @param asOf before anything was read of the user
   */
  Future<Reply> begin(User user, Origin origin, Instant asOf);
}
