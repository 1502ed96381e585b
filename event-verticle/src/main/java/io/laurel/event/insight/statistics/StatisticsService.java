package io.laurel.event.insight.statistics;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Stock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** Tells staff what became of an event. */
public final class StatisticsService {
  private final EventCounts counts;
  private final EventService events;
  private final Function<String, Future<List<Reward>>> rewards;
  private final Stock stock;

  /**
   * A service for these.
   *
   * @param rewards gives all rewards of an event
   */
  public StatisticsService(
      EventCounts counts,
      EventService events,
      Function<String, Future<List<Reward>>> rewards,
      Stock stock) {
    this.counts = counts;
    this.events = events;
    this.rewards = rewards;
    this.stock = stock;
  }

  /** The statistics of one event. Fails with {@code event-not-found}. */
  public Future<Reply> of(Call call) {
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(this::statistics)
        .map(Reply::of);
  }

  private Future<JsonObject> statistics(Event event) {
    return rewards
        .apply(event.id())
        .compose(
            offered ->
                counts
                    .recent(event.id(), offered.stream().map(Reward::id).toList())
                    .compose(counted -> of(offered, counted)));
  }

  private Future<JsonObject> of(List<Reward> offered, Tally counted) {
    return Future.all(offered.stream().map(reward -> of(reward, counted)).toList())
        .map(all -> counted.toJson().put("rewards", new JsonArray(all.<JsonObject>list())));
  }

  private Future<JsonObject> of(Reward reward, Tally counted) {
    JsonObject json =
        new JsonObject()
            .put("rewardId", reward.id())
            .put("name", reward.terms().name())
            .put("byStatus", counted.ofReward(reward.id()));
    return reward.isLimited()
        ? stock
            .remaining(reward.supply())
            .map(left -> json.put("stock", reward.stock()).put("remaining", left))
        : Future.succeededFuture(json);
  }
}
