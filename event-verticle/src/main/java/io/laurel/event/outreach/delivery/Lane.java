package io.laurel.event.outreach.delivery;

import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.Health;
import io.laurel.event.outreach.channel.Circuit;
import io.laurel.event.outreach.channel.Circuits;
import io.laurel.event.outreach.delivery.DeliveryStore.Leased;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is sent to one endpoint from this node: as many at a time as the endpoint takes, divided by
 * the nodes that send to it. No lane waits for another. Belongs to one event loop.
 */
final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final DeliveryWorker worker;
  private final Circuits circuits;
  private final IntSupplier nodes;
  private Endpoint endpoint;
  private Circuit circuit;
  private int underWay;
  private boolean taking;
  private boolean woken;
  private boolean stopped;
  private final Promise<Void> idle = Promise.promise();

  /**
   * A lane that nothing was sent on yet.
   *
   * @param nodes how many send to the endpoint, this one included
   */
  Lane(Endpoint endpoint, DeliveryWorker worker, Circuits circuits, IntSupplier nodes) {
    this.endpoint = endpoint;
    this.worker = worker;
    this.circuits = circuits;
    this.circuit = circuits.of(endpoint.id());
    this.nodes = nodes;
  }

  /** The endpoint is like that now. What failed where it was before says nothing of it. */
  void becomes(Endpoint other) {
    if (other.version() != endpoint.version()) {
      circuits.forget(other.id());
      circuit = circuits.of(other.id());
    }
    endpoint = other;
  }

  /** How the endpoint does, as this node sees it. */
  Health health() {
    return circuit.health();
  }

  /** Sends what is due, as far as there is room. */
  void pump() {
    if (taking) {
      woken = true;
      return;
    }
    if (stopped || !endpoint.terms().enabled() || !mayTakeOne()) {
      return;
    }
    taking = true;
    woken = false;
    Future<Optional<Leased>> one = worker.take(endpoint.id());
    one.onComplete(taken -> taken(one));
  }

  /** Of an endpoint that is tried out, one at a time, also while it is not on its way yet. */
  private boolean mayTakeOne() {
    int all = nodes.getAsInt();
    int share = (endpoint.terms().concurrency() + all - 1) / all;
    boolean triedOut = circuit.health().state() == Health.State.HALF_OPEN;
    return circuit.permits(share - underWay) > 0 && !(triedOut && underWay > 0);
  }

  private void taken(Future<Optional<Leased>> taken) {
    taking = false;
    if (taken.failed()) {
      LOG.warn("Nothing can be taken for {} right now", endpoint.id(), taken.cause());
    } else if (taken.result().isPresent()) {
      send(taken.result().get());
    } else if (woken) {
      pump();
    }
    end();
  }

  private void send(Leased leased) {
    underWay++;
    worker
        .attempt(endpoint, leased, circuit)
        .onComplete(
            done -> {
              underWay--;
              pump();
              end();
            });
    pump();
  }

  /** Sends nothing more; completes when nothing is under way. */
  Future<Void> stop() {
    stopped = true;
    end();
    return idle.future();
  }

  private void end() {
    if (stopped && underWay == 0 && !taking) {
      idle.tryComplete();
    }
  }
}
