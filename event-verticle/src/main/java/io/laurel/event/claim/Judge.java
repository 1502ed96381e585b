package io.laurel.event.claim;

import io.laurel.event.event.Event;
import io.laurel.event.event.EventService;
import io.laurel.event.event.EventState;
import io.laurel.event.event.EventStatus;
import io.laurel.event.offer.Offer;
import io.laurel.event.reward.Reward;
import io.laurel.event.reward.RewardService;
import io.laurel.failure.Failure;
import java.time.Clock;
import java.time.Instant;

/**
 * Says by the rules of an event what a claim is entitled to, before any other claim is looked at.
 */
final class Judge {
  private final String rewardId;
  private final Clock clock;

  /** A judge of a claim for that reward; null where none was named. */
  Judge(String rewardId, Clock clock) {
    this.rewardId = rewardId;
    this.clock = clock;
  }

  /**
   * The entitlement under that offer. Fails with {@code event-not-found}, {@code event-not-active},
   * {@code reward-not-found}, {@code reward-required}.
   *
   * @param offer null where there is no such event
   */
  Entitlement judge(Offer offer) {
    if (offer == null || offer.event().state() == EventState.DRAFT) {
      throw EventService.notFound();
    }
    checkOpen(offer.event());
    return new Entitlement(offer.event(), choose(offer));
  }

  private void checkOpen(Event event) {
    Instant now = clock.instant();
    EventStatus status = event.statusAt(now);
    String why =
        switch (status) {
          case UPCOMING -> "It has not started yet.";
          case PAUSED -> "It is paused.";
          case CANCELED -> "It was canceled.";
          default -> now.isAfter(event.schedule().claimUntil()) ? "Claims are closed." : null;
        };
    if (why != null) {
      throw Failure.conflict("event-not-active", "This event takes no claims now. " + why);
    }
  }

  private Reward choose(Offer offer) {
    if (rewardId != null) {
      Reward reward = offer.reward(rewardId);
      if (reward == null) {
        throw RewardService.notFound();
      }
      return reward;
    }
    if (offer.rewards().isEmpty()) {
      throw RewardService.notFound();
    }
    if (offer.rewards().size() > 1) {
      throw Failure.badRequest(
          "reward-required", "This event has more than one reward: name one as rewardId.");
    }
    return offer.rewards().get(0);
  }
}
