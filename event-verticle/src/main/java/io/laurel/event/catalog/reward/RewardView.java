package io.laurel.event.catalog.reward;

import io.laurel.event.catalog.stock.Stock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** A reward as it is shown: with what is left of its stock. */
public final class RewardView {
  private final Stock stock;

  /** A view that counts by {@code stock}. */
  public RewardView(Stock stock) {
    this.stock = stock;
  }

  Future<JsonObject> of(Reward reward) {
    return reward.isLimited()
        ? stock.remaining(reward.eventId(), reward.id(), reward.stock()).map(reward::toJson)
        : Future.succeededFuture(reward.toJson(null));
  }
}
