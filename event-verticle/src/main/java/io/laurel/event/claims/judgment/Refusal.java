package io.laurel.event.claims.claim;

import io.laurel.event.catalog.reward.Reward;
import io.laurel.failure.Failure;
import io.vertx.core.Future;

/** Why what a player asked for cannot be had now, and the reward that stood in the way. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reward reward;
  private final transient Failure failure;

  Refusal(Reward reward, Failure failure) {
    super(failure.getMessage(), failure, false, false);
    this.reward = reward;
    this.failure = failure;
  }

  Reward reward() {
    return reward;
  }

  /** As the player is told. */
  Failure failure() {
    return failure;
  }

  <T> Future<T> asFuture() {
    return Future.failedFuture(this);
  }
}
