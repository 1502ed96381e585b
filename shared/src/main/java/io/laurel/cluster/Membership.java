package io.laurel.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Membership by Hazelcast, which also takes addresses back from the cluster while their consumers
 * stay, and tells them anew: after a split the others may know nothing of a consumer that lives.
 */
final class Membership extends TrustedMembers implements NodeListener {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Routes routes;
  private final RouteSelector selector;
  private final Set<Own> own = ConcurrentHashMap.newKeySet();
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Vertx vertx;

  /** What nodes said of themselves; asked again and again, and never different. */
  private final Map<String, Node> told = new ConcurrentHashMap<>();

  /** A consumer of this node that the cluster shall know. */
  private record Own(String address, RegistrationInfo info) {}

  @SuppressWarnings("this-escape")
  Membership(
      Config config, String host, @Nullable BusDoors doors, Routes routes, RouteSelector selector) {
    super(config, host, doors);
    this.routes = routes;
    this.selector = selector;
    nodeListener(this);
  }

  RouteSelector selector() {
    return selector;
  }

  Routes routes() {
    return routes;
  }

  @Override
  public void init(Vertx started) {
    vertx = started;
    super.init(started);
  }

  @Override
  public void nodeAdded(String node) {
    routes.nodeAdded(node);
  }

  @Override
  public void nodeLeft(String node) {
    told.remove(node);
    routes.nodeLeft(node);
    tellOfItself();
  }

  /**
   * With the node that left may have gone what another one said of itself: where two end shortly
   * after each other, both copies of an entry do. So each says it again.
   */
  private void tellOfItself() {
    NodeInfo info = getNodeInfo();
    if (info != null && isActive()) {
      setNodeInfo(
          info,
          (none, cause) -> {
            if (cause != null) {
              LOG.warn("The others could not be told what this node is", cause);
            }
          });
    }
  }

  @Override
  void linkBroke(String node) {
    LOG.debug("There is no link to node {} any more", node);
    routes.linkBroke(node);
  }

  /** See {@link Peers#hasOrphans}. */
  boolean hasOrphans() {
    HazelcastInstance cluster = getHazelcastInstance();
    try {
      // The oldest is the first of them.
      return isActive()
          && cluster.getCluster().getMembers().iterator().next().localMember()
          && cluster.getPartitionService().getPartitions().stream()
              .anyMatch(partition -> partition.getOwner() == null);
    } catch (HazelcastInstanceNotActiveException e) {
      // It ends just now.
      return false;
    }
  }

  /** What a node said of itself; empty where it has left, or has joined only just now. */
  Future<Optional<Node>> about(String node) {
    Node known = told.get(node);
    if (known != null) {
      return Future.succeededFuture(Optional.of(known));
    }
    Promise<NodeInfo> asked = Promise.promise();
    getNodeInfo(node, asked);
    return asked
        .future()
        .map(info -> Node.of(info.metadata()))
        .onSuccess(
            said -> {
              if (said.isPresent() && getNodes().contains(node)) {
                told.put(node, said.get());
              }
            })
        .otherwise(Optional.empty());
  }

  @Override
  public void addRegistration(String address, RegistrationInfo info, Completable<Void> registered) {
    if (!info.localOnly()) {
      own.add(new Own(address, info));
    }
    if (withdrawn.contains(address)) {
      registered.succeed();
    } else {
      super.addRegistration(address, info, registered);
    }
  }

  @Override
  public void removeRegistration(String address, RegistrationInfo info, Completable<Void> removed) {
    own.remove(new Own(address, info));
    super.removeRegistration(address, info, removed);
  }

  /** Takes addresses back: nobody is sent here any more who asks for them; the consumers stay. */
  Future<Void> withdraw(Collection<String> addresses) {
    withdrawn.addAll(addresses);
    return Future.join(of(addresses).stream().map(this::hide).toList()).mapEmpty();
  }

  /** Gives addresses back that were withdrawn. */
  Future<Void> offer(Collection<String> addresses) {
    List<String> back = addresses.stream().filter(withdrawn::remove).toList();
    return Future.join(of(back).stream().map(this::show).toList()).mapEmpty();
  }

  /**
   * Tells the others of every consumer again, each as if it were new: what the cluster knows
   * already is no news, and would not reach who has forgotten it.
   */
  Future<Void> announceAnew() {
    selector.forget();
    List<Future<Void>> told = new ArrayList<>();
    for (Own each : own) {
      if (!withdrawn.contains(each.address())) {
        told.add(hide(each).compose(hidden -> show(each)));
      }
    }
    return Future.join(told).mapEmpty();
  }

  private List<Own> of(Collection<String> addresses) {
    Set<String> wanted = Set.copyOf(addresses);
    return own.stream().filter(each -> wanted.contains(each.address())).toList();
  }

  private Future<Void> hide(Own each) {
    Promise<Void> done = Promise.promise();
    super.removeRegistration(each.address(), each.info(), done);
    return done.future();
  }

  private Future<Void> show(Own each) {
    Promise<Void> done = Promise.promise();
    super.addRegistration(each.address(), each.info(), done);
    return done.future()
        .compose(
            shown ->
                // Its consumer, or the offer, ended meanwhile.
                own.contains(each) && !withdrawn.contains(each.address())
                    ? Future.succeededFuture()
                    : hide(each));
  }

  /** Who comes back from a split has been taken out by the others, or has taken them out. */
  @Override
  public synchronized void stateChanged(LifecycleEvent event) {
    super.stateChanged(event);
    Vertx started = vertx;
    if (event.getState() == LifecycleEvent.LifecycleState.MERGED && isActive() && started != null) {
      LOG.warn("Joined the others again after a split; tells them anew what it serves");
      started.runOnContext(
          merged ->
              announceAnew()
                  .onFailure(cause -> LOG.warn("The others could not be told anew", cause)));
    }
  }
}
