package io.laurel.event.claims.judgment;

import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.offer.Offers;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.activity.ActivityService;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.event.facts.condition.Yardstick;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.failure.Failure;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What users may have, by the rules of an event and by what they did, before any claim is looked
 * at. Belongs to one event loop.
 */
public final class Eligibility {
  private final Offers offers;
  private final ActivityService activities;
  private final Criteria criteria;
  private final GameDays days;
  private final Clock clock;

  /** Judges by these. */
  public Eligibility(
      Offers offers, ActivityService activities, Criteria criteria, GameDays days, Clock clock) {
    this.offers = offers;
    this.activities = activities;
    this.criteria = criteria;
    this.days = days;
    this.clock = clock;
  }

  /** This moment, as far as it is kept. */
  public Instant now() {
    return Instants.now(clock);
  }

  /** The offer of that event, perhaps a moment old; null where there is no such event. */
  public Future<Offer> offer(String eventId) {
    return offers.recent(eventId);
  }

  /** How often a user may have a reward in the period to which that moment belongs. */
  public Allowance allowance(Reward reward, String userId, Instant at) {
    return Allowance.of(reward, userId, days.dayOf(at));
  }

  /** What the user did of what the offer asks for. */
  public Future<Measurement> measure(Offer offer, String userId) {
    Conditions[] all = conditions(List.of(offer));
    return criteria
        .yardstick(all)
        .compose(
            yardstick ->
                activities
                    .facts(userId, yardstick.sources(all), offer.event().window())
                    .map(facts -> new Measurement(yardstick, facts)));
  }

  /**
   * What the user did of what all of the offers ask for, by one read of facts; each of them is then
   * measured by what lies in its own window.
   */
  public Future<Function<Offer, Measurement>> measure(List<Offer> offers, String userId) {
    return criteria
        .yardstick(conditions(offers))
        .compose(
            yardstick ->
                activities
                    .facts(userId, offers.stream().map(of -> question(of, yardstick)).toList())
                    .map(
                        known ->
                            offer ->
                                new Measurement(
                                    yardstick, known.apply(question(offer, yardstick)))));
  }

  private static Conditions[] conditions(List<Offer> offers) {
    return offers.stream().flatMap(offer -> offer.conditions().stream()).toArray(Conditions[]::new);
  }

  private static ActivityService.Question question(Offer offer, Yardstick yardstick) {
    return new ActivityService.Question(
        yardstick.sources(conditions(List.of(offer))), offer.event().window());
  }

  /**
   * What a claim is entitled to. Judged first by a recent copy of the event, so that a claim that
   * passes reads nothing of it; whoever it would refuse is judged again by a fresh one. Fails with
   * {@code event-not-found}, {@code reward-not-found}, {@code reward-required}, {@code
   * reward-not-accepted}, {@code invalid-request}, {@code event-not-active}, {@code
   * conditions-not-met}; the latter two as a {@link Refusal} where there is a reward.
   */
  public Future<Entitlement> entitlement(String userId, String eventId, Wish wish) {
    EligibilityCheck check = new EligibilityCheck(this, userId, wish, now());
    return offers
        .recent(eventId)
        .compose(check::under)
        .recover(
            cause ->
                isRefusal(cause)
                    ? offers.fresh(eventId).compose(check::under)
                    : Future.failedFuture(cause));
  }

  /** And no database that is away, which would be asked the same again. */
  private static boolean isRefusal(Throwable cause) {
    return cause instanceof Refusal || (cause instanceof Failure failure && failure.status() < 500);
  }
}
