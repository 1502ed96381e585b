package io.laurel.event.claims.claimable;

import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.offer.RunningOffers;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.claims.claim.ClaimLedger;
import io.laurel.event.claims.judgment.Allowance;
import io.laurel.event.claims.judgment.Assessment;
import io.laurel.event.claims.judgment.Eligibility;
import io.laurel.event.claims.judgment.Measurement;
import io.laurel.paging.Cursor;
import io.laurel.schedule.FairLoop;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges many events for one player as a claim would be, by few reads: the events and their
 * rewards, her facts, her claims, and what is left of the rewards that she could have. No look
 * holds the event loop, however much there is to judge.
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
  private final FairLoop loop;

  Claimables(
      RunningOffers offers,
      Eligibility eligibility,
      ClaimLedger ledger,
      Stock stock,
      FairLoop loop) {
    this.offers = offers;
    this.eligibility = eligibility;
    this.ledger = ledger;
    this.stock = stock;
    this.loop = loop;
  }

  /**
   * Whose look it is, and what she wants to see.
   *
   * @param wanted it ends where so many rewards are found
   * @param asked whether a reward counts; the others are left out
   */
  record Wanted(String userId, int wanted, Predicate<Claimable> asked) {}

  /**
   * A look at the next events, at most {@value #MAX_EVENTS}.
   *
   * @param from the event of that end and id, and those after it; null for all
   */
  Future<Look> look(Wanted who, @Nullable Cursor from) {
    Instant now = eligibility.now();
    return offers
        .from(now, from, MAX_EVENTS + 1)
        .compose(
            all -> {
              List<Offer> some = all.subList(0, Math.min(MAX_EVENTS, all.size()));
              Cursor after = all.size() > MAX_EVENTS ? end(all.get(MAX_EVENTS)) : null;
              return some.isEmpty()
                  ? Future.succeededFuture(new Look(List.of(), null, Set.of(), now))
                  : look(who, some, now, after);
            });
  }

  private Future<Look> look(Wanted who, List<Offer> some, Instant now, @Nullable Cursor after) {
    Future<Function<Offer, Measurement>> measured = eligibility.measure(some, who.userId());
    Future<Set<String>> held = ledger.locksOf(who.userId(), ids(some), since(some));
    return Future.all(measured, held)
        .compose(
            both ->
                loop.each(
                    some,
                    offer -> judge(who, offer, measured.result().apply(offer), held.result(), now)))
        .compose(
            judged -> {
              Counting counting = new Counting(stock, who, judged);
              return counting
                  .run()
                  .map(found -> new Look(found, next(counting, some, after), held.result(), now));
            });
  }

  private static @Nullable Cursor next(
      Counting counting, List<Offer> some, @Nullable Cursor after) {
    return counting.seen() < some.size() ? end(some.get(counting.seen())) : after;
  }

  private static Cursor end(Offer offer) {
    return new Cursor(offer.event().schedule().claimUntil(), offer.event().id());
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

  private Judged judge(Wanted who, Offer offer, Measurement known, Set<String> held, Instant now) {
    List<Allowance> allowances =
        offer.rewards().stream()
            .map(reward -> eligibility.allowance(reward, who.userId(), now))
            .toList();
    Map<String, Integer> left = Judged.left(allowances, held);
    Assessment assessment = Assessment.of(offer, known, noneOf(left), Map.of(), now);
    return new Judged(offer, assessment, allowances, left);
  }

  static Set<String> noneOf(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .filter(each -> each.getValue() == 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
