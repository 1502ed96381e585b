package io.laurel.gateway;

import io.laurel.bus.Offer;
import io.laurel.cluster.Peers;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there is somebody behind each address of the contract, and whether each kind of service
 * answers: a cluster may have formed although messages do not get through. Asks one operation of
 * each kind without a token, so that it is refused before it does anything. Who answered a moment
 * ago counts: one of two may be dying while the other serves.
 */
final class PeerCheck implements Supplier<Future<Void>> {
  private static final Logger LOG = LoggerFactory.getLogger(PeerCheck.class);
  private static final long PATIENCE_MILLIS = 900;

  /** A cluster takes out who is frozen sooner than that. */
  private static final Duration RECENT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Peers peers;
  private final Offer own;
  private final LongSupplier nanos;
  private final List<String> addresses;

  /** One address of each kind, by kind. */
  private final Map<String, String> kinds = new LinkedHashMap<>();

  /** When each kind answered last. */
  private final Map<String, Long> answered = new ConcurrentHashMap<>();

  private volatile List<String> missing = List.of();

  PeerCheck(Vertx vertx, Contract contract, LongSupplier nanos) {
    this.vertx = vertx;
    this.peers = Peers.of(vertx);
    this.own = Offer.of(vertx);
    this.nanos = nanos;
    this.addresses = contract.addresses();
    for (Operation operation : contract.operations()) {
      String server = operation.server();
      String address = operation.address();
      if (server != null && address != null && !operation.access().open()) {
        kinds.putIfAbsent(server, address);
      }
    }
  }

  @Override
  public Future<Void> get() {
    return Future.join(everyAddressServed(), everyKindAnswers()).mapEmpty();
  }

  /**
   * What is served here is known without the cluster, which is not told while this is not ready.
   */
  private Future<Void> everyAddressServed() {
    if (!vertx.isClustered()) {
      return Future.succeededFuture();
    }
    Set<String> here = own.addresses();
    List<String> elsewhere = addresses.stream().filter(address -> !here.contains(address)).toList();
    return Future.all(elsewhere.stream().map(peers::serving).toList())
        .compose(
            serving -> {
              List<Set<String>> nodes = serving.list();
              return judge(
                  IntStream.range(0, elsewhere.size())
                      .filter(i -> nodes.get(i).isEmpty())
                      .mapToObj(elsewhere::get)
                      .toList());
            });
  }

  private Future<Void> judge(List<String> unserved) {
    if (!unserved.equals(missing)) {
      missing = unserved;
      if (unserved.isEmpty()) {
        LOG.info("Every address of the contract is served");
      } else {
        LOG.warn("Nobody serves {}", unserved);
      }
    }
    return unserved.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture("Nobody serves " + unserved);
  }

  private Future<Void> everyKindAnswers() {
    return Future.join(kinds.keySet().stream().map(this::ask).toList()).mapEmpty();
  }

  private Future<Void> ask(String kind) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(PATIENCE_MILLIS);
    return peers
        .follow(
            () -> vertx.eventBus().request(kinds.get(kind), new JsonObject(), options), Set.of())
        .<Void>mapEmpty()
        .recover(
            cause ->
                cause instanceof ReplyException reply
                        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
                    ? Future.succeededFuture()
                    : Future.failedFuture(cause))
        .onSuccess(now -> answered.put(kind, nanos.getAsLong()))
        .recover(
            cause ->
                answeredRecently(kind) ? Future.succeededFuture() : Future.failedFuture(cause));
  }

  private boolean answeredRecently(String kind) {
    Long last = answered.get(kind);
    return last != null && nanos.getAsLong() - last < RECENT.toNanos();
  }
}
