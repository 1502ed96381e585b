package io.laurel.cluster;

import io.vertx.core.Completable;
import io.vertx.core.eventbus.impl.clustered.DefaultNodeSelector;
import io.vertx.core.eventbus.impl.clustered.NodeSelector;
import io.vertx.core.spi.cluster.ClusteredNode;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's own choice of a node for each message, which also tells who asks which node was chosen:
 * the bus itself does not say, and lets a message to a node that is gone run into its time-out.
 */
final class RouteSelector implements NodeSelector {
  /** Of the message that this thread is sending just now. */
  private static final ThreadLocal<@Nullable Route> SENDING = new ThreadLocal<>();

  private final Routes routes;
  private final AtomicInteger turns = new AtomicInteger();
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
      select(address, route, done);
    }
  }

  private void select(String address, Route route, Completable<String> done) {
    chosen.selectForSend(
        address,
        (node, failure) -> {
          if (node == null) {
            done.complete(null, failure);
          } else if (route.avoids(node) || routes.isAvoided(node) || routes.hasLeft(node)) {
            chosen.selectForPublish(
                address, (all, unknown) -> go(address, route, instead(node, all, route), done));
          } else {
            go(address, route, node, done);
          }
        });
  }

  /** Nowhere where there is nobody. */
  private void go(String address, Route route, @Nullable String node, Completable<String> done) {
    if (node != null) {
      // Before it is sent: an answer may be faster than what stands behind it here.
      routes.goes(route, node, address);
    }
    done.succeed(node);
  }

  /**
   * Whom nobody avoids, else whom the route does not avoid, else the one whose turn it was; null
   * where that one has left: the registrations of who died may outlive it for seconds.
   */
  private @Nullable String instead(String turn, @Nullable Iterable<String> all, Route route) {
    List<String> trusted = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String node : all == null ? List.<String>of() : all) {
      if (!route.avoids(node) && !routes.hasLeft(node)) {
        (routes.isAvoided(node) ? others : trusted).add(node);
      }
    }
    List<String> among = trusted.isEmpty() ? others : trusted;
    if (!among.isEmpty()) {
      return among.get(Math.floorMod(turns.getAndIncrement(), among.size()));
    }
    return routes.hasLeft(turn) ? null : turn;
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
