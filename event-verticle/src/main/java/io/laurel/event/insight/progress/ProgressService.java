package io.laurel.event.insight.progress;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.facts.activity.Facts;
import io.laurel.event.claims.claim.Allowance;
import io.laurel.event.claims.claim.Judge;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.security.Principal;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how far a user is with an event, and what stands between the user and each reward. */
public final class ProgressService {
  private final Judge judge;
  private final BiFunction<String, Collection<String>, Future<Map<String, String>>> holders;
  private final Stock stock;

  /**
   * A service that tells what the judge would say.
   *
   * @param holders which of an event's locks are held, each with the id of its claim
   */
  public ProgressService(
      Judge judge,
      BiFunction<String, Collection<String>, Future<Map<String, String>>> holders,
      Stock stock) {
    this.judge = judge;
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
    return judge
        .offers()
        .recent(eventId)
        .compose(
            offer ->
                offer != null && EventService.maySee(caller, offer.event())
                    ? progress(offer, userId)
                    : EventService.notFound().asFuture());
  }

  private Future<Reply> progress(Offer offer, String userId) {
    Event event = offer.event();
    Instant now = Instants.now(judge.clock());
    List<Allowance> allowances =
        offer.rewards().stream().map(reward -> judge.allowance(reward, userId, now)).toList();
    Future<Facts> facts = facts(offer, userId);
    Future<Set<String>> held = held(event, allowances);
    Future<Map<String, Integer>> remaining = remaining(offer);
    return Future.all(facts, held, remaining)
        .map(
            all ->
                Reply.of(
                    new Sheet(
                            judge.criteria(),
                            offer,
                            facts.result(),
                            usedUp(allowances, held.result()),
                            remaining.result())
                        .toJson(now)));
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

  private Future<Facts> facts(Offer offer, String userId) {
    Conditions[] all =
        Stream.concat(
                Stream.of(offer.event().conditions()),
                offer.rewards().stream().map(Reward::conditions))
            .toArray(Conditions[]::new);
    Criteria criteria = judge.criteria();
    return criteria
        .ready(all)
        .compose(
            ready ->
                judge.activities().facts(userId, criteria.sources(all), offer.event().window()));
  }

  private Future<Map<String, Integer>> remaining(Offer offer) {
    List<Future<Map.Entry<String, Integer>>> all =
        offer.rewards().stream()
            .filter(Reward::isLimited)
            .map(
                reward ->
                    stock
                        .remaining(reward.eventId(), reward.id(), reward.stock())
                        .map(left -> Map.entry(reward.id(), left)))
            .toList();
    return Future.all(all)
        .map(
            done ->
                all.stream()
                    .map(Future::result)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
