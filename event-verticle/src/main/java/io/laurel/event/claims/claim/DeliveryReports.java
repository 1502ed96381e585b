package io.laurel.event.claims.claim;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** Knows what became of deliveries. */
@FunctionalInterface
public interface DeliveryReports {
  /**
   * What became of those, by id, all by one read. One that is not under way yet may be left out.
   *
   * @param ids not empty
   */
  Future<Map<String, DeliveryReport>> of(Collection<String> ids);
}
