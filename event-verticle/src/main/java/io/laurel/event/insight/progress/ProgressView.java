package io.laurel.event.insight.progress;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.event.facts.condition.Measured;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.reward.Reward;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that is known of a user's progress, on its way to an answer.
 *
 * @param usedUp ids of the rewards that the user has as often as they may be had
 * @param remaining units left of each limited reward
 */
record Sheet(
    Criteria criteria,
    Offer offer,
    Facts facts,
    Set<String> usedUp,
    Map<String, Integer> remaining) {
  /** What may be in the way, in the order in which it is told. */
  private enum Obstacle {
    EVENT_NOT_ACTIVE("event-not-active"),
    ALREADY_CLAIMED("already-claimed"),
    CONDITIONS_NOT_MET("conditions-not-met"),
    OUT_OF_STOCK("out-of-stock");

    private final String code;

    Obstacle(String code) {
      this.code = code;
    }
  }

  JsonObject toJson(Instant now) {
    Event event = offer.event();
    List<Measured> measured = criteria.measure(event.conditions(), facts);
    Set<Obstacle> ofAll = new TreeSet<>();
    if (event.whyNoClaims(now) != null) {
      ofAll.add(Obstacle.EVENT_NOT_ACTIVE);
    }
    if (!Criteria.areMet(event.conditions(), measured)) {
      ofAll.add(Obstacle.CONDITIONS_NOT_MET);
    }
    List<Row> rows = offer.rewards().stream().map(this::row).toList();
    if (event.rules().mode() == Mode.ALL) {
      // What is in the way of one reward is in the way of the only claim that there is.
      rows.forEach(row -> ofAll.addAll(row.own()));
    }
    JsonArray rewards = new JsonArray();
    rows.forEach(row -> rewards.add(row.toJson(ofAll)));
    return new JsonObject()
        .put("eventId", event.id())
        .put("conditions", Measured.toJson(measured))
        .put("rewards", rewards);
  }

  private Row row(Reward reward) {
    List<Measured> measured = criteria.measure(reward.conditions(), facts);
    Set<Obstacle> own = new TreeSet<>();
    if (usedUp.contains(reward.id())) {
      own.add(Obstacle.ALREADY_CLAIMED);
    }
    if (!Criteria.areMet(reward.conditions(), measured)) {
      own.add(Obstacle.CONDITIONS_NOT_MET);
    }
    if (reward.isLimited() && remaining.get(reward.id()) == 0) {
      own.add(Obstacle.OUT_OF_STOCK);
    }
    return new Row(reward, measured, own);
  }

  /**
   * One reward.
   *
   * @param own what is in its way, besides what is in the way of all
   */
  private record Row(Reward reward, List<Measured> measured, Set<Obstacle> own) {
    JsonObject toJson(Set<Obstacle> ofAll) {
      Set<Obstacle> why = new TreeSet<>(ofAll);
      why.addAll(own);
      JsonObject json =
          new JsonObject()
              .put("rewardId", reward.id())
              .put("claimable", why.isEmpty())
              .put("why", new JsonArray(why.stream().map(obstacle -> obstacle.code).toList()));
      return measured.isEmpty() ? json : json.put("conditions", Measured.toJson(measured));
    }
  }
}
