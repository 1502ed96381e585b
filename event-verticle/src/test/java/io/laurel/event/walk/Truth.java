package io.laurel.event.walk;

import io.laurel.event.catalog.reward.Limit;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.WeekFields;
import java.util.Collection;
import java.util.List;

/**
 * The claims of one moment, counted by what they are and not by their locks: the model that the
 * locks must agree with.
 */
record Truth(Collection<Claim> claims) {
  /** Which claims hold what they claim. */
  private static boolean holds(Claim claim) {
    return claim.status() == ClaimStatus.PENDING_APPROVAL || claim.status() == ClaimStatus.GRANTED;
  }

  private static boolean isOf(Claim claim, Reward reward) {
    return claim.rewards().stream().anyMatch(claimed -> claimed.rewardId().equals(reward.id()));
  }

  List<Claim> holding(Reward reward) {
    return claims.stream().filter(claim -> holds(claim) && isOf(claim, reward)).toList();
  }

  /** The units that are in somebody's hands. */
  List<Integer> serials(Reward reward) {
    return holding(reward).stream()
        .flatMap(claim -> claim.rewards().stream())
        .filter(claimed -> claimed.rewardId().equals(reward.id()))
        .flatMap(claimed -> claimed.serials().stream())
        .toList();
  }

  /** How many of that reward a user has in the period to which an instant belongs. */
  long count(Reward reward, String userId, Instant at) {
    Object period = period(reward.limit().per(), at);
    return holding(reward).stream()
        .filter(claim -> claim.userId().equals(userId))
        .filter(claim -> period(reward.limit().per(), claim.requestedAt()).equals(period))
        .count();
  }

  private static Object period(Limit.Period per, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return switch (per) {
      case EVENT -> "";
      case DAY -> day;
      case WEEK ->
          List.of(
              day.get(WeekFields.ISO.weekBasedYear()),
              day.get(WeekFields.ISO.weekOfWeekBasedYear()));
      case MONTH -> YearMonth.from(day);
    };
  }
}
