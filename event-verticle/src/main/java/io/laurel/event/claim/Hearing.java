package io.laurel.event.claim;

import io.laurel.event.activity.Facts;
import io.laurel.event.activity.Source;
import io.laurel.event.activity.Window;
import io.laurel.event.condition.Criteria;
import io.laurel.event.condition.Measured;
import io.laurel.event.event.Event;
import io.laurel.event.event.EventService;
import io.laurel.event.event.EventState;
import io.laurel.event.offer.Offer;
import io.laurel.event.reward.Reward;
import io.laurel.event.reward.RewardService;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One claim before its {@link Judge}: what it is entitled to by the rules of the event and by what
 * its user did, before any other claim is looked at.
 */
final class Hearing {
  private final Judge judge;
  private final String userId;
  private final String rewardId;
  private final Instant now;
  private Reward claimed;
  private Question asked;
  private Future<Facts> facts;

  /** What the facts answer. */
  private record Question(Set<Source> sources, Window window) {}

  /** The claim of a reward; null where none was named. */
  Hearing(Judge judge, String userId, String rewardId, Instant now) {
    this.judge = judge;
    this.userId = userId;
    this.rewardId = rewardId;
    this.now = now;
  }

  /**
   * The entitlement under that offer. Fails with {@code event-not-found}, {@code event-not-active},
   * {@code reward-not-found}, {@code reward-required}, {@code conditions-not-met}.
   *
   * @param offer null where there is no such event
   */
  Future<Entitlement> under(Offer offer) {
    if (offer == null || offer.event().state() == EventState.DRAFT) {
      return EventService.notFound().asFuture();
    }
    claimed = choose(offer);
    String why = offer.event().whyNoClaims(now);
    if (why != null) {
      return Failure.conflict("event-not-active", "This event takes no claims now. " + why)
          .asFuture();
    }
    if (claimed == null) {
      return noSuchReward(offer).asFuture();
    }
    return judge
        .criteria()
        .ready(offer.event().conditions(), claimed.conditions())
        .compose(ready -> measured(offer.event(), claimed));
  }

  /** The reward that was claimed, as far as the event has it; else null. */
  Reward claimed() {
    return claimed;
  }

  private Future<Entitlement> measured(Event event, Reward reward) {
    Criteria criteria = judge.criteria();
    Set<Source> sources = criteria.sources(event.conditions(), reward.conditions());
    return facts(sources, event.window())
        .map(
            known -> {
              List<Measured> ofEvent = criteria.measure(event.conditions(), known);
              List<Measured> ofReward = criteria.measure(reward.conditions(), known);
              List<Measured> all = new ArrayList<>(ofEvent);
              all.addAll(ofReward);
              if (!Criteria.areMet(event.conditions(), ofEvent)
                  || !Criteria.areMet(reward.conditions(), ofReward)) {
                throw conditionsNotMet(all);
              }
              return new Entitlement(event, reward, all);
            });
  }

  /** Read once, also where a fresher offer asks the same again. */
  private Future<Facts> facts(Set<Source> sources, Window window) {
    Question question = new Question(sources, window);
    if (!question.equals(asked)) {
      asked = question;
      facts = judge.activities().facts(userId, sources, window);
    }
    return facts;
  }

  private Reward choose(Offer offer) {
    if (rewardId != null) {
      return offer.reward(rewardId);
    }
    return offer.rewards().size() == 1 ? offer.rewards().get(0) : null;
  }

  private Failure noSuchReward(Offer offer) {
    return rewardId == null && offer.rewards().size() > 1
        ? Failure.badRequest(
            "reward-required", "This event has more than one reward: name one as rewardId.")
        : RewardService.notFound();
  }

  private static Failure conditionsNotMet(List<Measured> all) {
    return Failure.unprocessable(
            "conditions-not-met", "Not everything is done that this reward asks; see conditions.")
        .with("conditions", Measured.toJson(all));
  }
}
