package io.laurel.event.claims.judgment;

import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.condition.Measured;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.util.List;

/** Why what a player asked for cannot be had now, and the reward that stood in the way. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reward reward;
  private final transient Failure failure;
  private final transient List<Measured> measured;

  /** A refusal of that reward, for that reason. */
  public Refusal(Reward reward, Failure failure) {
    this(reward, failure, List.of());
  }

  /** The same where conditions are the reason, as they were measured. */
  Refusal(Reward reward, Failure failure, List<Measured> measured) {
    super(failure.getMessage(), failure, false, false);
    this.reward = reward;
    this.failure = failure;
    this.measured = List.copyOf(measured);
  }

  /** What cannot be had. */
  public Reward reward() {
    return reward;
  }

  /** As the player is told. */
  public Failure failure() {
    return failure;
  }

  /** How far the player is with the conditions; empty where they are not the reason. */
  public List<Measured> measured() {
    return measured;
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
