package io.laurel.event.claims.judgment;

import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.event.facts.condition.Measured;
import io.laurel.event.facts.condition.Yardstick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * May she have it, and why not: what is between a user and the rewards of an offer, out of what is
 * known of both and nothing else.
 *
 * @param event of the offer
 * @param measured by the event's conditions
 * @param ofEvent what is in the way of every reward
 * @param lines one for each reward, in the offer's order
 */
public record Assessment(
    Event event, List<Measured> measured, Set<Obstacle> ofEvent, List<Line> lines) {
  /**
   * One reward.
   *
   * @param measured by its own conditions
   * @param own what is in its way, besides what is in the way of all
   */
  public record Line(Reward reward, List<Measured> measured, Set<Obstacle> own) {}

  /**
   * The assessment at that moment.
   *
   * @param usedUp ids of the rewards that the user has as often as they may be had, as far as known
   * @param remaining units left of limited rewards, as far as known
   */
  public static Assessment of(
      Offer offer,
      Measurement known,
      Set<String> usedUp,
      Map<String, Integer> remaining,
      Instant now) {
    Event event = offer.event();
    List<Measured> measured = known.of(event.conditions());
    Set<Obstacle> ofEvent = EnumSet.noneOf(Obstacle.class);
    if (event.whyNoClaims(now).isPresent()) {
      ofEvent.add(Obstacle.EVENT_NOT_ACTIVE);
    }
    if (event.takesCodes()) {
      ofEvent.add(Obstacle.CODE_REQUIRED);
    }
    addUnmet(ofEvent, event.conditions(), measured);
    List<Line> lines = new ArrayList<>();
    for (Reward reward : offer.rewards()) {
      List<Measured> ownMeasured = known.of(reward.conditions());
      Set<Obstacle> own = EnumSet.noneOf(Obstacle.class);
      if (usedUp.contains(reward.id())) {
        own.add(Obstacle.ALREADY_CLAIMED);
      }
      addUnmet(own, reward.conditions(), ownMeasured);
      if (reward.isLimited() && Integer.valueOf(0).equals(remaining.get(reward.id()))) {
        own.add(Obstacle.OUT_OF_STOCK);
      }
      lines.add(new Line(reward, ownMeasured, own));
    }
    return new Assessment(event, measured, ofEvent, lines);
  }

  private static void addUnmet(
      Set<Obstacle> obstacles, Conditions conditions, List<Measured> measured) {
    if (!Yardstick.areMet(conditions, measured)) {
      obstacles.add(Obstacle.CONDITIONS_NOT_MET);
    }
  }

  /**
   * All that is in the way of a reward, in the order in which it is told. Where an event gives its
   * rewards together, what is in the way of one is in the way of the only claim that there is.
   */
  public Set<Obstacle> why(Line line) {
    Set<Obstacle> why = new TreeSet<>(ofEvent);
    if (event.rules().mode() == Mode.ALL) {
      lines.forEach(each -> why.addAll(each.own()));
    } else {
      why.addAll(line.own());
    }
    return why;
  }

  /**
   * The first reward whose conditions are not met, or the first of all where the event's are not.
   */
  Optional<Reward> unmet() {
    return lines.stream()
        .filter(
            line ->
                ofEvent.contains(Obstacle.CONDITIONS_NOT_MET)
                    || line.own().contains(Obstacle.CONDITIONS_NOT_MET))
        .map(Line::reward)
        .findFirst();
  }

  /**
   * What a claim of some of its rewards is entitled to, where nothing is in their way but perhaps
   * stock.
   *
   * @param wanted of the rewards that are claimed
   * @param count how often each is to be had
   */
  public Entitlement entitlement(List<Allowance> wanted, int count, Instant at) {
    Set<String> rewards =
        wanted.stream().map(allowance -> allowance.reward().id()).collect(Collectors.toSet());
    List<Measured> asked = new ArrayList<>(measured);
    lines.stream()
        .filter(line -> rewards.contains(line.reward().id()))
        .forEach(line -> asked.addAll(line.measured()));
    return new Entitlement(event, wanted, count, asked, at);
  }

  /** What was measured: by the event's conditions, then by each reward's. */
  List<Measured> allMeasured() {
    List<Measured> all = new ArrayList<>(measured);
    lines.forEach(line -> all.addAll(line.measured()));
    return all;
  }
}
