package io.laurel.event.insight.statistics;

import static io.laurel.event.claims.claim.ClaimDocuments.STATUS;

import io.laurel.event.claims.claim.ClaimStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** How queries ask for claims of whatever status, and what their counts mean. */
final class ClaimStatuses {
  /** How many there are. */
  static final int ALL = ClaimStatus.values().length;

  private ClaimStatuses() {}

  /** Has a query name all there are: the indexes have the status before the time. */
  static JsonObject any(JsonObject query) {
    JsonArray statuses = new JsonArray();
    Stream.of(ClaimStatus.values()).map(ClaimStatus::name).forEach(statuses::add);
    return query.put(STATUS, new JsonObject().put("$in", statuses));
  }

  /** Counts by the names of statuses. */
  static Map<ClaimStatus, Long> byStatus(Map<String, Long> counts) {
    Map<ClaimStatus, Long> byStatus = new EnumMap<>(ClaimStatus.class);
    counts.forEach((name, count) -> byStatus.put(ClaimStatus.valueOf(name), count));
    return byStatus;
  }
}
