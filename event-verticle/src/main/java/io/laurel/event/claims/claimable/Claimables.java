package io.laurel.event.claims.claimable;

import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.offer.RunningOffers;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.claims.claim.ClaimLedger;
import io.laurel.event.claims.judgment.Allowance;
import io.laurel.event.claims.judgment.Assessment;
import io.laurel.event.claims.judgment.Eligibility;
import io.laurel.event.claims.judgment.Measurement;
import io.laurel.paging.Cursor;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges many events for one player as a claim would be, by few reads: the events and their
 * rewards, her facts, her claims, and what is left of the rewards that she could have.
 */
final class Claimables {
  /** Events that are judged at once. */
  static final int MAX_EVENTS = 200;

  /** Clocks of the nodes may differ by as much. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final RunningOffers offers;
  private final Eligibility eligibility;
  private final ClaimLedger ledger;
  private final Stock stock;

  Claimables(RunningOffers offers, Eligibility eligibility, ClaimLedger ledger, Stock stock) {
    this.offers = offers;
    this.eligibility = eligibility;
    this.ledger = ledger;
    this.stock = stock;
  }

  /**
   * Events that were judged.
   *
   * @param events by the end of their claims, then by id
   * @param more whether there are others after them
   */
  record Batch(List<Judged> events, boolean more) {}

  /**
   * The next events, at most {@value #MAX_EVENTS}.
   *
   * @param from the event of that end and id, and those after it; null for all
   */
  Future<Batch> judge(String userId, @Nullable Cursor from) {
    Instant now = eligibility.now();
    return offers
        .from(now, from, MAX_EVENTS + 1)
        .compose(
            found -> {
              List<Offer> some = found.subList(0, Math.min(MAX_EVENTS, found.size()));
              boolean more = found.size() > MAX_EVENTS;
              return judge(userId, some, now).map(judged -> new Batch(judged, more));
            });
  }

  private Future<List<Judged>> judge(String userId, List<Offer> some, Instant now) {
    if (some.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Future<List<Measurement>> measured = eligibility.measure(some, userId);
    Future<Set<String>> held = ledger.locksOf(userId, ids(some), since(some));
    return Future.all(measured, held)
        .map(
            both -> {
              List<Judged> judged = new ArrayList<>();
              for (int i = 0; i < some.size(); i++) {
                judged.add(
                    judge(userId, some.get(i), measured.result().get(i), held.result(), now));
              }
              return judged;
            });
  }

  private static Set<String> ids(List<Offer> some) {
    return some.stream().map(offer -> offer.event().id()).collect(Collectors.toSet());
  }

  private static Instant since(List<Offer> some) {
    return some.stream()
        .map(offer -> offer.event().schedule().startsAt())
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH)
        .minus(CLOCKS);
  }

  private Judged judge(
      String userId, Offer offer, Measurement known, Set<String> held, Instant now) {
    List<Allowance> allowances =
        offer.rewards().stream().map(reward -> eligibility.allowance(reward, userId, now)).toList();
    Map<String, Integer> left = Judged.left(allowances, held);
    return new Judged(offer, Assessment.of(offer, known, noneOf(left), Map.of(), now), left);
  }

  private static Set<String> noneOf(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .filter(each -> each.getValue() == 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** What of a judged event a claim would get, by the rewards' ids. */
  Future<List<Claimable>> of(Judged judged) {
    List<Reward> candidates = judged.candidates();
    return remaining(candidates).map(remaining -> claimable(judged, candidates, remaining));
  }

  private static List<Claimable> claimable(
      Judged judged, List<Reward> candidates, Map<String, Integer> remaining) {
    return judged.claimable(candidates, noneOf(remaining)).stream()
        .map(
            reward ->
                new Claimable(
                    judged.offer().event(),
                    reward,
                    remaining.get(reward.id()),
                    judged.left(reward)))
        .toList();
  }

  private Future<Map<String, Integer>> remaining(List<Reward> candidates) {
    Map<String, Integer> remaining = new HashMap<>();
    List<Future<Void>> reads =
        candidates.stream()
            .filter(Reward::isLimited)
            .map(
                reward ->
                    stock
                        .remaining(reward.eventId(), reward.id(), reward.units())
                        .<Void>map(
                            units -> {
                              remaining.put(reward.id(), units);
                              return null;
                            }))
            .toList();
    return Future.all(reads).map(remaining);
  }
}
