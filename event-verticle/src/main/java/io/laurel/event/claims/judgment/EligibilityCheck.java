package io.laurel.event.claims.judgment;

import io.laurel.event.catalog.accesscode.CodeFailures;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardService;
import io.laurel.event.facts.condition.Measured;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One claim before its {@link Eligibility}: which rewards it asks for, and what it is entitled to.
 */
final class EligibilityCheck {
  private final Eligibility eligibility;
  private final String userId;
  private final Wish wish;
  private final Instant now;
  private @Nullable Asked last;

  private record Asked(Offer offer, Future<Measurement> measured) {}

  /** The claim of what was wished for. */
  EligibilityCheck(Eligibility eligibility, String userId, Wish wish, Instant now) {
    this.eligibility = eligibility;
    this.userId = userId;
    this.wish = wish;
    this.now = now;
  }

  /**
   * The entitlement under that offer.
   *
   * @param offer null where there is no such event
   */
  Future<Entitlement> under(@Nullable Offer offer) {
    if (offer == null || offer.event().state() == EventState.DRAFT) {
      return (wish.byCode() ? CodeFailures.invalid() : EventService.notFound()).asFuture();
    }
    if (wish.byCode() && offer.event().isOver(now)) {
      return CodeFailures.invalid().asFuture();
    }
    if (wish.count() != null && offer.event().rules().mode() == Mode.ALL) {
      return Failure.invalidRequest(
              "/count", "is not taken where an event gives all its rewards together")
          .asFuture();
    }
    List<Reward> claimed = choose(offer);
    Optional<String> why = offer.event().whyNoClaims(now);
    if (why.isPresent()) {
      Failure closed =
          Failure.conflict("event-not-active", "This event takes no claims now. " + why.get());
      return refusal(claimed, closed);
    }
    if (offer.event().takesCodes() && !wish.byCode()) {
      return refusal(claimed, codeRequired());
    }
    if (claimed.isEmpty()) {
      return noSuchReward(offer).asFuture();
    }
    Offer wanted = new Offer(offer.event(), claimed);
    return measure(wanted).map(known -> entitlement(wanted, known));
  }

  private Entitlement entitlement(Offer wanted, Measurement known) {
    Assessment assessment = Assessment.of(wanted, known, Set.of(), Map.of(), now);
    assessment
        .unmet()
        .ifPresent(
            reward -> {
              List<Measured> all = assessment.allMeasured();
              throw new Refusal(reward, conditionsNotMet(all), all);
            });
    return assessment.entitlement(
        wanted.rewards().stream()
            .map(reward -> eligibility.allowance(reward, userId, now))
            .toList(),
        wish.times(),
        now);
  }

  /** Read once, also where a fresher offer asks the same again. */
  private Future<Measurement> measure(Offer wanted) {
    Asked asked = last;
    if (asked == null || !wanted.asksTheSameAs(asked.offer())) {
      asked = new Asked(wanted, eligibility.measure(wanted, userId));
      last = asked;
    }
    return asked.measured();
  }

  /** The rewards that are claimed, as far as the event has them. */
  private List<Reward> choose(Offer offer) {
    String rewardId = wish.rewardId();
    List<Reward> all = offer.rewards();
    return switch (offer.event().rules().mode()) {
      case ALL -> rewardId == null ? all : List.of();
      case EACH ->
          rewardId == null
              ? all.size() == 1 ? all : List.of()
              : all.stream().filter(reward -> reward.id().equals(rewardId)).toList();
    };
  }

  private static Future<Entitlement> refusal(List<Reward> claimed, Failure failure) {
    return claimed.isEmpty() ? failure.asFuture() : new Refusal(claimed.get(0), failure).asFuture();
  }

  private static Failure codeRequired() {
    return Failure.conflict(
        "code-required", "A claim of this event takes a code; send it to /api/v1/redemptions.");
  }

  private Failure noSuchReward(Offer offer) {
    String rewardId = wish.rewardId();
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
