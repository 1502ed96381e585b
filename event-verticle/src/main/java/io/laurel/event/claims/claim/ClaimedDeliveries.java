package io.laurel.event.claims.claim;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The deliveries of claims as they are shown. Belongs to one event loop. */
final class ClaimedDeliveries {
  /** Until somebody knows better. */
  private DeliveryReports reports = ids -> Future.succeededFuture(Map.of());

  /** Lets that one tell what became of them. */
  void reportedBy(DeliveryReports other) {
    reports = other;
  }

  /** What became of those of these claims, by their ids; reads nothing where there are none. */
  Future<Map<String, DeliveryReport>> of(Collection<Claim> claims) {
    List<String> ids =
        claims.stream()
            .flatMap(claim -> claim.deliveries().stream().map(each -> each.id(claim.id())))
            .toList();
    return ids.isEmpty() ? Future.succeededFuture(Map.of()) : reports.of(ids);
  }

  /**
   * Adds them to a claim that is shown, if it has any.
   *
   * @param staff whether all of it is shown
   */
  static void add(
      JsonObject json, Claim claim, Map<String, DeliveryReport> reports, boolean staff) {
    if (claim.deliveries().isEmpty()) {
      return;
    }
    JsonArray shown = new JsonArray();
    for (ClaimDelivery each : claim.deliveries()) {
      DeliveryReport report = reports.getOrDefault(each.id(claim.id()), DeliveryReport.NEW);
      JsonObject delivery =
          new JsonObject()
              .put("kind", each.kind().name())
              .put("rewardIds", new JsonArray(each.rewardIds()));
      shown.add(
          staff
              ? report.addTo(delivery.put("n", each.n()).put("endpointId", each.endpointId()))
              : delivery.put("state", report.state()));
    }
    json.put("deliveries", shown);
  }
}
