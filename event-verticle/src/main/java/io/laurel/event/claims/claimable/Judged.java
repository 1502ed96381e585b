package io.laurel.event.claims.claimable;

import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.offer.Offer;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.judgment.Allowance;
import io.laurel.event.claims.judgment.Assessment;
import io.laurel.event.claims.judgment.Entitlement;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An event as it is between it and one player, but for its stock.
 *
 * @param assessment without stock
 * @param allowances one for each reward
 * @param left how many more times each reward may be had, by its id
 */
record Judged(
    Offer offer, Assessment assessment, List<Allowance> allowances, Map<String, Integer> left) {
  private static final Comparator<Reward> BY_ID = Comparator.comparing(Reward::id);

  Event event() {
    return offer.event();
  }

  /** Whether it gives all or nothing. */
  boolean isTogether() {
    return event().rules().mode() == Mode.ALL;
  }

  /** The rewards that nothing is in the way of but perhaps stock, by id. */
  List<Reward> candidates() {
    return assessment.lines().stream()
        .filter(line -> assessment.why(line).isEmpty())
        .map(Assessment.Line::reward)
        .sorted(BY_ID)
        .toList();
  }

  /** Those of the candidates that are to be had if these are sold out. */
  List<Reward> claimable(List<Reward> candidates, Set<String> soldOut) {
    if (isTogether() && candidates.stream().anyMatch(reward -> soldOut.contains(reward.id()))) {
      return List.of();
    }
    return candidates.stream().filter(reward -> !soldOut.contains(reward.id())).toList();
  }

  /** How many more times that reward may be had. */
  int left(Reward reward) {
    return left.getOrDefault(reward.id(), 0);
  }

  /** What a claim of these is entitled to, each of them once. */
  Entitlement entitlement(Collection<Reward> claimed, Instant at) {
    Set<String> ids = claimed.stream().map(Reward::id).collect(Collectors.toSet());
    List<Allowance> wanted =
        allowances.stream().filter(allowance -> ids.contains(allowance.reward().id())).toList();
    return assessment.entitlement(wanted, 1, at);
  }

  static Map<String, Integer> left(List<Allowance> allowances, Set<String> held) {
    return allowances.stream()
        .collect(
            Collectors.toMap(
                allowance -> allowance.reward().id(), allowance -> allowance.left(held)));
  }
}
