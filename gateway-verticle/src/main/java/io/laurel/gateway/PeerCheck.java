package io.laurel.gateway;

import io.laurel.contract.Contract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether every service can be reached over the bus: a cluster may have formed although messages do
 * not get through, or without the nodes that serve logins. Asks one operation of each kind without
 * a token, so that it is refused before it does anything. A kind that answered once is not asked
 * again: a service that ends later is answered with 503, which says more than a gateway taken out.
 */
final class PeerCheck implements Supplier<Future<Void>> {
  private static final long PATIENCE_MILLIS = 900;

  private final Vertx vertx;

  /** Those that have not answered yet. */
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  PeerCheck(Vertx vertx, Contract contract) {
    this.vertx = vertx;
    Map<String, String> byKind = new LinkedHashMap<>();
    contract.operations().stream()
        .filter(operation -> operation.address() != null && !operation.access().open())
        .forEach(
            operation ->
                byKind.putIfAbsent(
                    operation.address().substring(0, operation.address().indexOf('.')),
                    operation.address()));
    silent.addAll(byKind.values());
  }

  @Override
  public Future<Void> get() {
    return Future.join(silent.stream().map(this::ask).toList()).mapEmpty();
  }

  private Future<Void> ask(String address) {
    return vertx
        .eventBus()
        .request(address, new JsonObject(), new DeliveryOptions().setSendTimeout(PATIENCE_MILLIS))
        .<Void>mapEmpty()
        .recover(
            cause ->
                cause instanceof ReplyException reply
                        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
                    ? Future.succeededFuture()
                    : Future.failedFuture(cause))
        .onSuccess(answered -> silent.remove(address));
  }
}
