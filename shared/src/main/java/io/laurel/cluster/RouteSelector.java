package io.laurel.cluster;

import io.vertx.core.Completable;
import io.vertx.core.eventbus.impl.clustered.DefaultNodeSelector;
import io.vertx.core.eventbus.impl.clustered.NodeSelector;
import io.vertx.core.spi.cluster.ClusteredNode;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's own choice of a node for each message, which also tells who asks which node was chosen:
 * the bus itself does not say, and lets a message to a node that is gone run into its time-out.
 */
final class RouteSelector implements NodeSelector {
  /** A few turns of the round: who is avoided may stand in it more than once. */
  private static final int MAX_TURNS = 8;

  /** Of the message that this thread is sending just now. */
  private static final ThreadLocal<@Nullable Route> SENDING = new ThreadLocal<>();

  private final Routes routes;
  private volatile NodeSelector chosen = new DefaultNodeSelector();
  private volatile @Nullable ClusteredNode cluster;

  RouteSelector(Routes routes) {
    this.routes = routes;
  }

  /** Sends one message by that route; the bus chooses while {@code send} runs. */
  <T> T by(Route route, Supplier<T> send) {
    SENDING.set(route);
    try {
      return send.get();
    } finally {
      SENDING.remove();
    }
  }

  /** Asks the cluster again who serves what: what it told may be of a part that is no more. */
  void forget() {
    ClusteredNode known = cluster;
    if (known != null) {
      NodeSelector fresh = new DefaultNodeSelector();
      fresh.init(known);
      fresh.eventBusStarted();
      chosen = fresh;
    }
  }

  @Override
  public void init(ClusteredNode clusteredNode) {
    cluster = clusteredNode;
    chosen.init(clusteredNode);
  }

  @Override
  public void eventBusStarted() {
    chosen.eventBusStarted();
  }

  @Override
  public void selectForSend(String address, Completable<String> done) {
    Route route = SENDING.get();
    if (route == null) {
      chosen.selectForSend(address, done);
    } else {
      select(address, route, MAX_TURNS, done);
    }
  }

  private void select(String address, Route route, int turns, Completable<String> done) {
    chosen.selectForSend(
        address,
        (node, failure) -> {
          if (node != null && turns > 0 && route.avoids(node)) {
            select(address, route, turns - 1, done);
            return;
          }
          // Before it is sent: an answer may be faster than what stands behind it here.
          if (node != null) {
            routes.goes(route, node);
          }
          done.complete(node, failure);
        });
  }

  @Override
  public void selectForPublish(String address, Completable<Iterable<String>> done) {
    chosen.selectForPublish(address, done);
  }

  @Override
  public void registrationsUpdated(RegistrationUpdateEvent event) {
    chosen.registrationsUpdated(event);
  }

  @Override
  public void registrationsLost() {
    chosen.registrationsLost();
  }

  @Override
  public boolean wantsUpdatesFor(String address) {
    return chosen.wantsUpdatesFor(address);
  }
}
