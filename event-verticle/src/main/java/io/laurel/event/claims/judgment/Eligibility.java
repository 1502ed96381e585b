package io.laurel.event.claims.claim;

import io.laurel.event.facts.activity.ActivityService;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.event.catalog.offer.Offers;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/** What claims are judged by. Belongs to one event loop. */
public record Judge(
    Offers offers, ActivityService activities, Criteria criteria, GameDays days, Clock clock) {
  /** How often a user may have a reward in the period to which that moment belongs. */
  public Allowance allowance(Reward reward, String userId, Instant at) {
    return Allowance.of(reward, userId, days.dayOf(at));
  }

  /** A claim by that user; {@code rewardId} null where none was named. */
  Hearing hear(String userId, String rewardId) {
    return new Hearing(this, userId, rewardId, Instants.now(clock));
  }

  /**
   * What the claim is entitled to. Judged first by a recent copy of the event, so that a claim that
   * passes reads nothing of it; whoever it would refuse is judged again by a fresh one.
   */
  Future<Entitlement> entitlement(Hearing hearing, String eventId) {
    return offers
        .recent(eventId)
        .compose(hearing::under)
        .recover(refused -> offers.fresh(eventId).compose(hearing::under));
  }
}
