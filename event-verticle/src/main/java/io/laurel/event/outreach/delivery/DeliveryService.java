package io.laurel.event.outreach.delivery;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claims.claim.ClaimDelivery;
import io.laurel.event.claims.claim.DeliveryReport;
import io.laurel.event.outreach.delivery.Delivery.Progress;
import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.event.outreach.delivery.DeliveryStore.Filter;
import io.laurel.paging.PageRequest;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Shows deliveries. */
final class DeliveryService {
  private final DeliveryStore store;
  private final Predicate<String> open;
  private final Clock clock;

  /**
   * What is in that store.
   *
   * @param open whether the circuit of the endpoint of that id is open
   */
  DeliveryService(DeliveryStore store, Predicate<String> open, Clock clock) {
    this.store = store;
    this.open = open;
    this.clock = clock;
  }

  /**
   * One page of deliveries, newest first. Fails with {@code invalid-cursor}, and with {@code
   * invalid-request} for times that are none.
   */
  Future<Reply> list(Call call) {
    String state = call.textOrNull("state");
    Filter filter =
        new Filter(
            state == null ? null : State.valueOf(state),
            call.textOrNull("endpointId"),
            call.textOrNull("claimId"),
            call.textOrNull("eventId"),
            call.instantOrNull("from"),
            call.instantOrNull("to"));
    return store
        .list(filter, PageRequest.of(call.message()))
        .map(page -> Reply.of(page.toJson(this::toJson)));
  }

  private JsonObject toJson(Delivery delivery) {
    ClaimDelivery what = delivery.what();
    JsonObject json =
        new JsonObject()
            .put("id", delivery.id())
            .put("claimId", delivery.subject().claimId())
            .put("n", what.n())
            .put("eventId", delivery.subject().eventId())
            .put("userId", delivery.subject().userId())
            .put("kind", what.kind().name())
            .put("endpointId", what.endpointId())
            .put("rewardIds", new JsonArray(what.rewardIds()))
            .put("createdAt", Instants.format(delivery.createdAt()));
    return report(delivery).addTo(json);
  }

  /** What became of those, by id. */
  Future<Map<String, DeliveryReport>> reports(Collection<String> ids) {
    return store
        .find(ids)
        .map(found -> found.stream().collect(Collectors.toMap(Delivery::id, this::report)));
  }

  private DeliveryReport report(Delivery delivery) {
    Progress progress = delivery.progress();
    return new DeliveryReport(
        progress.state().name(),
        progress.attempts(),
        progress.nextAt(),
        progress.deliveredAt(),
        waitsForCircuit(delivery) ? DeliveryErrors.CIRCUIT_OPEN : progress.lastError());
  }

  /** It is due, and nothing is sent there now. */
  private boolean waitsForCircuit(Delivery delivery) {
    Progress progress = delivery.progress();
    return progress.state() == State.PENDING
        && progress.nextAt() != null
        && !progress.nextAt().isAfter(clock.instant())
        && open.test(delivery.what().endpointId());
  }
}
