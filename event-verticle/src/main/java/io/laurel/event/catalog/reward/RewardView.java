package io.laurel.event.catalog.reward;

import io.laurel.event.catalog.stock.Stock;
import io.laurel.security.Principal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A reward as it is shown: with what is left of its stock, and to staff where it is delivered to.
 */
public final class RewardView {
  private final Stock stock;

  /** A view that counts by {@code stock}. */
  public RewardView(Stock stock) {
    this.stock = stock;
  }

  /**
   * A reward as a player sees it.
   *
   * @param remaining units left of a limited one; null of others
   */
  public static JsonObject asPlayer(Reward reward, @Nullable Integer remaining) {
    return RewardTerms.withoutDelivery(reward.toJson(remaining));
  }

  Future<JsonObject> of(Reward reward, Principal caller) {
    Future<JsonObject> whole =
        reward.isLimited()
            ? stock.remaining(reward.supply()).map(reward::toJson)
            : Future.succeededFuture(reward.toJson(null));
    return caller.isStaff() ? whole : whole.map(RewardTerms::withoutDelivery);
  }
}
