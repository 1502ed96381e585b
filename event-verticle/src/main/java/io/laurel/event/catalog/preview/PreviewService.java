package io.laurel.event.catalog.preview;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardView;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Shows operators what players would see of an event. */
final class PreviewService {
  private final EventService events;
  private final Function<String, Future<List<Reward>>> rewards;
  private final Stock stock;
  private final Checks checks;
  private final Clock clock;

  /**
   * A service for these.
   *
   * @param rewards gives all rewards of an event, oldest first
   */
  PreviewService(
      EventService events,
      Function<String, Future<List<Reward>>> rewards,
      Stock stock,
      Checks checks,
      Clock clock) {
    this.events = events;
    this.rewards = rewards;
    this.stock = stock;
    this.checks = checks;
    this.clock = clock;
  }

  /** The preview of one event. Fails with {@code event-not-found}. */
  Future<Reply> of(Call call) {
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(event -> rewards.apply(event.id()).compose(all -> preview(event, all)))
        .map(Reply::of);
  }

  private Future<JsonObject> preview(Event event, List<Reward> oldestFirst) {
    Instant now = Instants.now(clock);
    Event shown = event.state() == EventState.DRAFT ? event.in(EventState.PUBLISHED, now) : event;
    List<Reward> newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);
    return stock
        .remaining(newestFirst.stream().filter(Reward::isLimited).map(Reward::supply).toList())
        .compose(
            remaining ->
                checks
                    .of(shown, newestFirst, remaining, now)
                    .map(
                        warnings ->
                            new JsonObject()
                                .put("warnings", array(warnings, Warning::toJson))
                                .put("asPlayer", asPlayer(shown, newestFirst, remaining, now))));
  }

  private static JsonObject asPlayer(
      Event event, List<Reward> rewards, Map<String, Integer> remaining, Instant now) {
    return new JsonObject()
        .put("event", event.toJson(now))
        .put(
            "rewards",
            array(rewards, reward -> RewardView.asPlayer(reward, remaining.get(reward.id()))));
  }

  private static <T> JsonArray array(List<T> items, Function<T, JsonObject> json) {
    return new JsonArray(items.stream().map(json).toList());
  }
}
