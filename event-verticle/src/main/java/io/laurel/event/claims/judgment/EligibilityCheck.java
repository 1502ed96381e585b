package io.laurel.event.claims.claim;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import io.laurel.event.facts.activity.Window;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.event.facts.condition.Measured;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardService;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One claim before its {@link Judge}: what it is entitled to by the rules of the event and by what
 * its user did, before any other claim is looked at.
 */
final class Hearing {
  private final Judge judge;
  private final String userId;
  private final String rewardId;
  private final Instant now;
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
   * The entitlement under that offer. Fails with {@code event-not-found}, {@code reward-not-found},
   * {@code reward-required}, {@code reward-not-accepted}, {@code event-not-active}, {@code
   * conditions-not-met}; the latter two as a {@link Refusal} where there is a reward.
   *
   * @param offer null where there is no such event
   */
  Future<Entitlement> under(Offer offer) {
    if (offer == null || offer.event().state() == EventState.DRAFT) {
      return EventService.notFound().asFuture();
    }
    List<Reward> claimed = choose(offer);
    String why = offer.event().whyNoClaims(now);
    if (why != null) {
      Failure closed =
          Failure.conflict("event-not-active", "This event takes no claims now. " + why);
      return claimed.isEmpty() ? closed.asFuture() : new Refusal(claimed.get(0), closed).asFuture();
    }
    if (claimed.isEmpty()) {
      return noSuchReward(offer).asFuture();
    }
    Conditions[] all = conditions(offer.event(), claimed);
    return judge
        .criteria()
        .ready(all)
        .compose(ready -> facts(judge.criteria().sources(all), offer.event().window()))
        .map(known -> measured(offer.event(), claimed, known));
  }

  private static Conditions[] conditions(Event event, List<Reward> claimed) {
    return Stream.concat(Stream.of(event.conditions()), claimed.stream().map(Reward::conditions))
        .toArray(Conditions[]::new);
  }

  private Entitlement measured(Event event, List<Reward> claimed, Facts known) {
    Criteria criteria = judge.criteria();
    List<Measured> all = new ArrayList<>(criteria.measure(event.conditions(), known));
    Reward inTheWay = Criteria.areMet(event.conditions(), all) ? null : claimed.get(0);
    for (Reward reward : claimed) {
      List<Measured> own = criteria.measure(reward.conditions(), known);
      all.addAll(own);
      if (inTheWay == null && !Criteria.areMet(reward.conditions(), own)) {
        inTheWay = reward;
      }
    }
    if (inTheWay != null) {
      throw new Refusal(inTheWay, conditionsNotMet(all));
    }
    return new Entitlement(
        event,
        claimed.stream().map(reward -> judge.allowance(reward, userId, now)).toList(),
        all,
        now);
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

  /** The rewards that are claimed, as far as the event has them. */
  private List<Reward> choose(Offer offer) {
    List<Reward> all = offer.rewards();
    return switch (offer.event().rules().mode()) {
      case ALL -> rewardId == null ? all : List.of();
      case EACH ->
          rewardId == null
              ? all.size() == 1 ? all : List.of()
              : all.stream().filter(reward -> reward.id().equals(rewardId)).toList();
    };
  }

  private Failure noSuchReward(Offer offer) {
    boolean together = offer.event().rules().mode() == Mode.ALL;
    if (rewardId != null && together) {
      return Failure.badRequest(
          "reward-not-accepted", "This event gives all its rewards together: name none.");
    }
    return rewardId == null && !together && offer.rewards().size() > 1
        ? Failure.badRequest(
            "reward-required", "This event has more than one reward: name one as rewardId.")
        : RewardService.notFound();
  }

  private static Failure conditionsNotMet(List<Measured> all) {
    return Failure.unprocessable(
            "conditions-not-met", "Not everything is done that is asked for; see conditions.")
        .with("conditions", Measured.toJson(all));
  }
}
