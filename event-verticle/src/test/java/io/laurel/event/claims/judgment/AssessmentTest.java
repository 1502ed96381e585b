package io.laurel.event.claims.judgment;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.wins;
import static io.laurel.event.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.Fixtures;
import io.laurel.event.catalog.event.ClaimRules;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.activity.Facts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AssessmentTest {
  private final Measurement nothingDone =
      new Measurement(Fixtures.criteria().yardstick().await(), Facts.none());

  private Assessment of(Event event, Reward... rewards) {
    return of(event, Set.of(), Map.of(), rewards);
  }

  private Assessment of(
      Event event, Set<String> usedUp, Map<String, Integer> remaining, Reward... rewards) {
    return Assessment.of(new Offer(event, List.of(rewards)), nothingDone, usedUp, remaining, NOW);
  }

  private static Set<Obstacle> why(Assessment assessment, int reward) {
    return assessment.why(assessment.lines().get(reward));
  }

  @Test
  void of_nothingInTheWay_none() {
    Event event = anEvent();
    Assessment free = of(event, aReward(event.id(), 1), aReward(event.id(), null));
    assertThat(why(free, 0)).isEmpty();
    assertThat(why(free, 1)).isEmpty();
    assertThat(free.unmet()).isEmpty();
  }

  @Test
  void of_eachForItself_theOthersObstaclesAreNotItsOwn() {
    Event event = anEvent();
    Reward free = aReward(event.id(), 5);
    Reward soldOut = aReward(event.id(), 5);
    Reward had = aReward(event.id(), null);
    Reward earned = asking(aReward(event.id(), null), wins(1));
    Assessment each =
        of(
            event,
            Set.of(had.id()),
            Map.of(free.id(), 1, soldOut.id(), 0),
            free,
            soldOut,
            had,
            earned);
    assertThat(why(each, 0)).isEmpty();
    assertThat(why(each, 1)).containsExactly(Obstacle.OUT_OF_STOCK);
    assertThat(why(each, 2)).containsExactly(Obstacle.ALREADY_CLAIMED);
    assertThat(why(each, 3)).containsExactly(Obstacle.CONDITIONS_NOT_MET);
    assertThat(each.unmet()).contains(earned);
  }

  @Test
  void of_together_whatIsInTheWayOfOneIsInTheWayOfAll_inTheOrderOfTelling() {
    Event event = with(anEvent(), new ClaimRules(ClaimRules.Mode.ALL, ClaimRules.Approval.AUTO));
    Reward soldOut = aReward(event.id(), 5);
    Reward had = aReward(event.id(), null);
    Assessment together = of(event, Set.of(had.id()), Map.of(soldOut.id(), 0), soldOut, had);
    assertThat(why(together, 0))
        .containsExactly(Obstacle.ALREADY_CLAIMED, Obstacle.OUT_OF_STOCK)
        .isEqualTo(why(together, 1));
  }

  @Test
  void of_theEvent_isInTheWayOfEveryReward() {
    Event paused = anEvent(EventState.PAUSED, NOW.minusSeconds(1), NOW.plusSeconds(1));
    Event event = asking(paused, wins(1));
    Reward first = aReward(event.id(), null);
    Assessment closed = of(event, first, asking(aReward(event.id(), null), wins(2)));
    assertThat(why(closed, 1))
        .containsExactly(Obstacle.EVENT_NOT_ACTIVE, Obstacle.CONDITIONS_NOT_MET)
        .isEqualTo(why(closed, 0));
    assertThat(closed.unmet()).contains(first);
    assertThat(closed.allMeasured()).hasSize(2);
  }

  /** A claim learns of those from the locks, which nothing read before can say. */
  @Test
  void of_unknownStockAndClaims_areNotInTheWay() {
    Event event = anEvent();
    assertThat(why(of(event, aReward(event.id(), 0)), 0)).isEmpty();
  }
}
