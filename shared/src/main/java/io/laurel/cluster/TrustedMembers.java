package io.laurel.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hazelcast's members as the bus sees them: a node is at an address only if it has proved to be of
 * a kind that may be there, whatever the cluster's maps say.
 */
class TrustedMembers extends HazelcastClusterManager {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedMembers.class);

  /** How long a message waits for the first node that proves that it may have it. */
  private static final long PATIENCE_MILLIS = 3_000;

  /** Above the moment for which a failure counts. */
  private static final long RETRY_MILLIS = 2_500;

  private static final long MAX_RETRY_MILLIS = 60_000;

  private final Set<Asked> asking = ConcurrentHashMap.newKeySet();
  private final String host;
  private final @Nullable BusDoors doors;
  private @Nullable Vertx vertx;
  private @Nullable RegistrationListener listener;

  /** A node that is at an address, and has proved nothing yet. */
  private record Asked(String nodeId, String address) {}

  /**
   * Members.
   *
   * @param host own address, by which the others reach this node
   * @param doors are put up before the bus listens; null where everybody is believed
   */
  TrustedMembers(Config config, String host, @Nullable BusDoors doors) {
    super(config);
    this.host = host;
    this.doors = doors;
  }

  @Override
  public void init(Vertx vertx) {
    super.init(vertx);
    this.vertx = vertx;
  }

  /** Asked for by the bus when its server is made and does not listen yet. */
  @Override
  public String clusterHost() {
    if (doors != null) {
      doors.putUp(Objects.requireNonNull(vertx), this::place, this::linkBroke);
    }
    return host;
  }

  /** The link to a node ended, or cannot be made, though neither it nor we meant to. */
  void linkBroke(String node) {
    LOG.debug("There is no link to node {} any more", node);
  }

  /** Where the cluster says that a node is. */
  private Future<NodeInfo> place(String nodeId) {
    Promise<NodeInfo> place = Promise.promise();
    super.getNodeInfo(nodeId, place);
    return place.future();
  }

  /** For the bus, which calls what it gets here: its client takes an id for a host. */
  @Override
  public void getNodeInfo(String nodeId, Completable<NodeInfo> promise) {
    if (doors == null) {
      super.getNodeInfo(nodeId, promise);
    } else {
      place(nodeId)
          .map(info -> new NodeInfo(nodeId, info.port(), info.metadata()))
          .onComplete(promise);
    }
  }

  @Override
  public void registrationListener(RegistrationListener registrationListener) {
    this.listener = registrationListener;
    super.registrationListener(new Filtered(registrationListener));
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
    Set<NodeKind> wanted = wanted(address);
    if (wanted == null) {
      super.getRegistrations(address, promise);
      return;
    }
    Promise<List<RegistrationInfo>> all = Promise.promise();
    super.getRegistrations(address, all);
    all.future()
        .compose(
            registrations ->
                somebodyFits(address, wanted, registrations)
                    .map(asked -> fitting(address, wanted, registrations)))
        .onComplete(promise);
  }

  private @Nullable Set<NodeKind> wanted(String address) {
    return doors == null ? null : doors.audience().at(address);
  }

  private ProvenNodes nodes() {
    return Objects.requireNonNull(doors).nodes();
  }

  /**
   * When one is known that may be there, or all were asked: who does not answer holds nobody up
   * while there are others, and counts as soon as it has proved what it is.
   */
  private Future<?> somebodyFits(
      String address, Set<NodeKind> wanted, List<RegistrationInfo> registrations) {
    Promise<Void> enough = Promise.promise();
    List<Future<ProvenNodes.Proven>> proofs =
        unproven(registrations).stream()
            .map(nodeId -> prove(nodeId, address, RETRY_MILLIS))
            .toList();
    if (proofs.isEmpty() || !fitting(address, wanted, registrations).isEmpty()) {
      return Future.succeededFuture();
    }
    for (Future<ProvenNodes.Proven> proof : proofs) {
      proof.onSuccess(
          proven -> {
            if (proven.isOneOf(wanted)) {
              enough.tryComplete();
            }
          });
    }
    Future.join(proofs).onComplete(asked -> enough.tryComplete());
    Objects.requireNonNull(vertx)
        .timer(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .onComplete(late -> enough.tryComplete());
    return enough.future();
  }

  /** Goes on trying for as long as it is a member: it may only be slow. */
  private Future<ProvenNodes.Proven> prove(String nodeId, String address, long retryMillis) {
    return nodes()
        .prove(nodeId)
        .onSuccess(proven -> lookAgain(address))
        .onFailure(
            cause -> {
              Asked asked = new Asked(nodeId, address);
              if (asking.add(asked)) {
                Objects.requireNonNull(vertx)
                    .timer(retryMillis, TimeUnit.MILLISECONDS)
                    .onComplete(
                        paused -> {
                          asking.remove(asked);
                          if (isActive() && getNodes().contains(nodeId)) {
                            prove(nodeId, address, Math.min(2 * retryMillis, MAX_RETRY_MILLIS));
                          }
                        });
              }
            });
  }

  private Set<String> unproven(List<RegistrationInfo> registrations) {
    return registrations.stream()
        .map(RegistrationInfo::nodeId)
        .filter(nodeId -> !nodeId.equals(getNodeId()) && nodes().known(nodeId) == null)
        .collect(Collectors.toSet());
  }

  /** The bus forgets who is there, and asks when it has something to send. */
  private void lookAgain(String address) {
    if (listener != null) {
      listener.registrationsUpdated(new RegistrationUpdateEvent(address, List.of()));
    }
  }

  private List<RegistrationInfo> fitting(
      String address, Set<NodeKind> wanted, List<RegistrationInfo> registrations) {
    return registrations.stream()
        .filter(registration -> fits(address, wanted, registration.nodeId()))
        .toList();
  }

  private boolean fits(String address, Set<NodeKind> wanted, String nodeId) {
    if (nodeId.equals(getNodeId())) {
      return true;
    }
    ProvenNodes.Proven peer = nodes().known(nodeId);
    if (peer == null || !peer.isOneOf(wanted)) {
      LOG.debug("Node {} is passed over at {}: it is {}", nodeId, address, peer);
      return false;
    }
    return true;
  }

  /** What changed, without those who may not be there. */
  private final class Filtered implements RegistrationListener {
    private final RegistrationListener bus;

    Filtered(RegistrationListener bus) {
      this.bus = bus;
    }

    @Override
    public void registrationsUpdated(RegistrationUpdateEvent event) {
      Set<NodeKind> wanted = wanted(event.address());
      if (wanted == null) {
        bus.registrationsUpdated(event);
        return;
      }
      List<RegistrationInfo> registrations = event.registrations();
      unproven(registrations).forEach(nodeId -> prove(nodeId, event.address(), RETRY_MILLIS));
      bus.registrationsUpdated(
          new RegistrationUpdateEvent(
              event.address(), fitting(event.address(), wanted, registrations)));
    }

    @Override
    public void registrationsLost() {
      bus.registrationsLost();
    }

    @Override
    public boolean wantsUpdatesFor(String address) {
      return bus.wantsUpdatesFor(address);
    }
  }
}
