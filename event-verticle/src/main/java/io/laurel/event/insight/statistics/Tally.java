package io.laurel.event.insight.statistics;

import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What was counted of one event. Filled by one run, then only read. */
final class Tally {
  private final Instant countedAt;
  private final Map<ClaimStatus, Long> byStatus = new EnumMap<>(ClaimStatus.class);
  private final Map<String, Map<ClaimStatus, Long>> byReward = new HashMap<>();
  private final Map<LocalDate, Long> byDay = new TreeMap<>();
  private final Map<String, Long> refusals = new TreeMap<>();

  /** Nothing was counted yet; the counting begins at that time. */
  Tally(Instant countedAt) {
    this.countedAt = countedAt;
  }

  /** Adds the claims of one day. */
  void add(LocalDate day, Map<ClaimStatus, Long> claims) {
    long sum = claims.values().stream().mapToLong(Long::longValue).sum();
    if (sum > 0) {
      byDay.merge(day, sum, Long::sum);
    }
    claims.forEach((status, count) -> byStatus.merge(status, count, Long::sum));
  }

  /** Adds the claims that have a reward. */
  void add(String rewardId, Map<ClaimStatus, Long> claims) {
    byReward.put(rewardId, claims);
  }

  /** Adds refusals by their codes; returns how many. */
  long add(Map<String, Long> refused) {
    refused.forEach((code, count) -> refusals.merge(code, count, Long::sum));
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** As answered, but for the rewards. */
  JsonObject toJson() {
    JsonArray days = new JsonArray();
    byDay.forEach(
        (day, claims) ->
            days.add(new JsonObject().put("day", day.toString()).put("claims", claims)));
    JsonArray codes = new JsonArray();
    refusals.forEach(
        (code, count) -> codes.add(new JsonObject().put("code", code).put("count", count)));
    long total = byStatus.values().stream().mapToLong(Long::longValue).sum();
    return new JsonObject()
        .put("countedAt", Instants.format(countedAt))
        .put("claims", new JsonObject().put("total", total).put("byStatus", toJson(byStatus)))
        .put("days", days)
        .put("refusals", codes);
  }

  /** Claims with that reward, by status. */
  JsonObject ofReward(String rewardId) {
    return toJson(byReward.getOrDefault(rewardId, Map.of()));
  }

  /** Every status, with zeros. */
  static JsonObject toJson(Map<ClaimStatus, Long> counts) {
    JsonObject json = new JsonObject();
    for (ClaimStatus status : ClaimStatus.values()) {
      json.put(status.name(), counts.getOrDefault(status, 0L));
    }
    return json;
  }
}
