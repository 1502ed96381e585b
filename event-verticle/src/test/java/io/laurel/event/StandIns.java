package io.laurel.event;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.code.CodeStore;
import io.laurel.event.catalog.code.InMemoryCodeStore;
import io.laurel.event.catalog.definition.DefinitionStore;
import io.laurel.event.catalog.definition.InMemoryDefinitionStore;
import io.laurel.event.catalog.endpoint.EndpointStore;
import io.laurel.event.catalog.endpoint.InMemoryEndpointStore;
import io.laurel.event.claims.attempt.AttemptStore;
import io.laurel.event.claims.attempt.InMemoryAttemptStore;
import io.laurel.event.claims.attempt.InMemoryRefusalHourStore;
import io.laurel.event.claims.attempt.RefusalHourStore;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.event.claims.redemption.TestRedemptions;
import io.laurel.event.facts.activity.ActivityStore;
import io.laurel.event.facts.activity.InMemoryActivityStore;
import io.laurel.event.facts.condition.Worker;
import io.laurel.event.insight.history.ClaimHistory;
import io.laurel.event.insight.history.InMemoryClaimHistory;
import io.laurel.event.insight.statistics.ClaimCounts;
import io.laurel.event.insight.statistics.ClaimSeries;
import io.laurel.event.insight.statistics.InMemoryClaimCounts;
import io.laurel.event.insight.statistics.InMemoryClaimSeries;
import io.laurel.event.outreach.delivery.DeliveryStore;
import io.laurel.event.outreach.delivery.InMemoryDeliveryStore;
import io.laurel.feature.Supplies;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a test gives to the features of the event service in place of what they would make. */
public final class StandIns implements Supplies {
  private final Map<Class<?>, Object> all = new HashMap<>();

  /** Whatever can be is in memory; events, rewards and claims are the test's to add. */
  public StandIns() {
    InMemoryClaimStore none = new InMemoryClaimStore();
    add(Worker.class, Fixtures::atOnce);
    add(ActivityStore.class, new InMemoryActivityStore());
    add(AttemptStore.class, new InMemoryAttemptStore());
    add(RefusalHourStore.class, new InMemoryRefusalHourStore());
    add(CodeStore.class, new InMemoryCodeStore());
    add(DeliveryStore.class, new InMemoryDeliveryStore());
    add(DefinitionStore.class, new InMemoryDefinitionStore(new InMemoryAuditStore()));
    add(EndpointStore.class, new InMemoryEndpointStore(new InMemoryAuditStore()));
    add(ClaimHistory.class, new InMemoryClaimHistory(none));
    add(ClaimCounts.class, new InMemoryClaimCounts(none));
    add(ClaimSeries.class, new InMemoryClaimSeries(none));
    TestRedemptions.inMemory().addTo(this);
  }

  /** Takes the place of whatever was there of that type. */
  public <T> StandIns add(Class<T> type, T standIn) {
    all.put(type, standIn);
    return this;
  }

  @Override
  public <T> T of(Class<T> type, Supplier<? extends T> own) {
    return all.containsKey(type) ? type.cast(all.get(type)) : own.get();
  }
}
