package io.laurel.event.outreach.delivery;

import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.Health;
import io.laurel.event.outreach.channel.Circuits;
import io.laurel.schedule.Poll;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has everything sent that is due: looks at all endpoints again and again, and at one at once when
 * told that something is due for it. Belongs to one event loop.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Vertx vertx;
  private final DeliveryWorker.Tools tools;
  private final DeliveryWorker worker;
  private final Parking parking;
  private final Circuits circuits;
  private final IntSupplier nodes;
  private final Poll poll;
  private final Instant begun;
  private final Map<String, Lane> lanes = new HashMap<>();

  /**
   * Nothing is sent until {@link #start}.
   *
   * @param circuits how endpoints do
   * @param nodes how many nodes send, this one included
   */
  Dispatcher(
      Vertx vertx,
      DeliveryWorker.Tools tools,
      DeliveryConfig config,
      Circuits circuits,
      IntSupplier nodes,
      Time time) {
    this.vertx = vertx;
    this.tools = tools;
    this.worker = new DeliveryWorker(tools, config, time);
    this.parking = new Parking(tools.store(), time);
    this.circuits = circuits;
    this.nodes = nodes;
    this.begun = Instants.now(time.clock());
    this.poll = new Poll(vertx, config.poll(), this::look);
  }

  /** Sends from then on what is due. */
  Future<Void> start() {
    return poll.start();
  }

  /** Something is due for these since a moment ago. */
  void wake(Set<String> endpointIds) {
    for (String id : endpointIds) {
      Lane lane = lanes.get(id);
      if (lane == null) {
        poll.hint();
      } else {
        lane.pump();
      }
    }
  }

  /** Looks at all endpoints once. */
  Future<Void> look() {
    return tools
        .endpoints()
        .all()
        .compose(all -> Future.join(all.stream().map(this::look).toList()))
        .<Void>mapEmpty()
        .onFailure(cause -> LOG.warn("Endpoints cannot be looked at right now", cause));
  }

  private Future<Void> look(Endpoint endpoint) {
    Lane lane =
        lanes.computeIfAbsent(endpoint.id(), id -> new Lane(endpoint, worker, circuits, nodes));
    tools.news().expect(endpoint.id());
    lane.becomes(endpoint);
    return parking.look(endpoint).onComplete(looked -> lane.pump());
  }

  /** How the endpoints do that something was sent to or may be, by their ids. */
  Map<String, Health> health() {
    Map<String, Health> all = new HashMap<>();
    lanes.forEach((id, lane) -> all.put(id, lane.health()));
    return all;
  }

  /** How an endpoint does. */
  Health health(String endpointId) {
    Lane lane = lanes.get(endpointId);
    return lane == null ? new Health(Health.State.CLOSED, 0, begun) : lane.health();
  }

  /** Whether nothing is sent to that endpoint now. */
  boolean isOpen(String endpointId) {
    return health(endpointId).state() == Health.State.OPEN;
  }

  /** Begins nothing more, and waits at most that long for what is under way. */
  Future<Void> stop(Duration patience) {
    List<Future<Void>> idle = lanes.values().stream().map(Lane::stop).toList();
    Future<Void> all = Future.join(idle).mapEmpty();
    return poll.stop()
        .compose(
            stopped ->
                all.isComplete()
                    ? Future.succeededFuture()
                    : Future.any(all, vertx.timer(patience.toMillis())).otherwiseEmpty())
        .mapEmpty();
  }
}
