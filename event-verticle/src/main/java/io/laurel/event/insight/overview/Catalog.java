package io.laurel.event.insight.overview;

import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.event.EventStatus;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.event.catalog.stock.Stock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What there is of events and rewards that somebody has to know. */
final class Catalog {
  private static final Duration SOON = Duration.ofHours(24);
  private static final int MOST = 20;

  /** Running events whose stock is looked at; those that end first. */
  private static final int LOOKED_AT = 1_000;

  /** Low is what has at most one of so many units left. */
  private static final int SHARE = 10;

  private final EventFeature events;
  private final RewardFeature rewards;
  private final Stock stock;

  Catalog(EventFeature events, RewardFeature rewards, Stock stock) {
    this.events = events;
    this.rewards = rewards;
    this.stock = stock;
  }

  /** How many events there are, by status. */
  Future<JsonObject> byStatus(Instant now) {
    JsonObject counts = new JsonObject();
    return Future.all(
            Stream.of(EventStatus.values())
                .map(
                    status ->
                        events
                            .count(status, now)
                            .onSuccess(count -> counts.put(status.name(), count)))
                .toList())
        .map(counts);
  }

  /** Ids of events that start soon, the first one first. */
  Future<JsonArray> startingSoon(Instant now) {
    return events.startingBefore(now.plus(SOON), now, MOST).map(Catalog::ids);
  }

  /** Running events, at most some, those that end first first. */
  Future<List<Event>> running(Instant now) {
    return events.running(now, LOOKED_AT);
  }

  /** Ids of those of them that end soon. */
  static JsonArray endingSoon(List<Event> running, Instant now) {
    Instant soon = now.plus(SOON);
    return ids(
        running.stream()
            .filter(event -> event.schedule().endsAt().isBefore(soon))
            .limit(MOST)
            .toList());
  }

  private static JsonArray ids(List<Event> found) {
    return new JsonArray(found.stream().map(Event::id).toList());
  }

  /** A limited reward of which little is left. */
  private record Low(Reward reward, int remaining) {
    static final Comparator<Low> SMALLEST_SHARE_FIRST =
        Comparator.<Low>comparingDouble(low -> low.remaining / (double) low.reward.units())
            .thenComparing(low -> low.reward.id());

    boolean isLow() {
      return (long) remaining * SHARE <= reward.units();
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("eventId", reward.eventId())
          .put("rewardId", reward.id())
          .put("remaining", remaining)
          .put("stock", reward.units());
    }
  }

  /** Rewards of those events of which little is left, the smallest share first. */
  Future<JsonArray> lowStock(List<Event> running) {
    if (running.isEmpty()) {
      return Future.succeededFuture(new JsonArray());
    }
    return rewards
        .ofEvents(running.stream().map(Event::id).toList())
        .compose(
            all -> {
              List<Reward> limited = all.stream().filter(Reward::isLimited).toList();
              return stock
                  .remaining(limited.stream().map(Reward::supply).toList())
                  .map(left -> lowest(limited, left));
            });
  }

  private static JsonArray lowest(List<Reward> limited, Map<String, Integer> left) {
    return new JsonArray(
        limited.stream()
            .map(reward -> new Low(reward, left.getOrDefault(reward.id(), 0)))
            .filter(Low::isLow)
            .sorted(Low.SMALLEST_SHARE_FIRST)
            .limit(MOST)
            .map(Low::toJson)
            .toList());
  }
}
