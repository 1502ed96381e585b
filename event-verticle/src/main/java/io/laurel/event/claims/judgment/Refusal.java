package io.laurel.event.claims.judgment;

import io.laurel.event.catalog.reward.Reward;
import io.laurel.failure.Failure;
import io.vertx.core.Future;

/** Why what a player asked for cannot be had now, and the reward that stood in the way. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reward reward;
  private final transient Failure failure;

  /** A refusal of that reward, for that reason. */
  public Refusal(Reward reward, Failure failure) {
    super(failure.getMessage(), failure, false, false);
    this.reward = reward;
    this.failure = failure;
  }

  /** What cannot be had. */
  public Reward reward() {
    return reward;
  }

  /** As the player is told. */
  public Failure failure() {
    return failure;
  }

  /** Why something failed, as the player is told. */
  public static Failure reason(Throwable cause) {
    return cause instanceof Refusal refusal ? refusal.failure() : Failure.of(cause);
  }

  /** For the chain that ends with it. */
  public <T> Future<T> asFuture() {
    return Future.failedFuture(this);
  }
}
