package io.laurel.event.insight.progress;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.claims.judgment.Allowance;
import io.laurel.event.claims.judgment.Assessment;
import io.laurel.event.claims.judgment.Eligibility;
import io.laurel.event.claims.judgment.Measurement;
import io.laurel.security.Principal;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Tells how far a user is with an event, and what stands between the user and each reward. */
public final class ProgressService {
  private final Eligibility eligibility;
  private final BiFunction<String, Collection<String>, Future<Map<String, String>>> holders;
  private final Stock stock;

  /**
   * A service that tells what a claim would be told.
   *
   * @param holders which of an event's locks are held, each with the id of its claim
   */
  public ProgressService(
      Eligibility eligibility,
      BiFunction<String, Collection<String>, Future<Map<String, String>>> holders,
      Stock stock) {
    this.eligibility = eligibility;
    this.holders = holders;
    this.stock = stock;
  }

  /** The caller's own progress. Fails with {@code event-not-found}. */
  public Future<Reply> mine(Call call) {
    return progress(call.principal(), call.text("eventId"), call.principal().userId());
  }

  /**
   * Anybody's progress; a user unknown here has done nothing. Fails with {@code event-not-found}.
   */
  public Future<Reply> get(Call call) {
    return progress(call.principal(), call.text("eventId"), call.text("userId"));
  }

  private Future<Reply> progress(Principal caller, String eventId, String userId) {
    return eligibility
        .offer(eventId)
        .compose(
            offer ->
                offer != null && EventService.maySee(caller, offer.event())
                    ? progress(offer, userId)
                    : EventService.notFound().asFuture());
  }

  private Future<Reply> progress(Offer offer, String userId) {
    Event event = offer.event();
    Instant now = eligibility.now();
    List<Allowance> allowances =
        offer.rewards().stream().map(reward -> eligibility.allowance(reward, userId, now)).toList();
    Future<Measurement> measured = eligibility.measure(offer, userId);
    Future<Set<String>> held = held(event, allowances);
    Future<Map<String, Integer>> remaining = remaining(offer);
    return Future.all(measured, held, remaining)
        .map(
            all ->
                Assessment.of(
                    offer,
                    measured.result(),
                    usedUp(allowances, held.result()),
                    remaining.result(),
                    now))
        .map(assessment -> Reply.of(ProgressView.of(assessment)));
  }

  private Future<Set<String>> held(Event event, List<Allowance> allowances) {
    List<String> locks =
        allowances.stream().flatMap(allowance -> allowance.locks().stream()).toList();
    return holders.apply(event.id(), locks).map(Map::keySet);
  }

  private static Set<String> usedUp(List<Allowance> allowances, Set<String> held) {
    return allowances.stream()
        .filter(allowance -> allowance.isUsedUp(held))
        .map(allowance -> allowance.reward().id())
        .collect(Collectors.toSet());
  }

  private Future<Map<String, Integer>> remaining(Offer offer) {
    return stock.remaining(
        offer.rewards().stream().filter(Reward::isLimited).map(Reward::supply).toList());
  }
}
