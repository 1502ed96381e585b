package io.laurel.gateway;

import io.laurel.contract.Contract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether a service can be reached over the bus: a cluster may have formed although messages do not
 * get through. Asks one operation of each kind without a token, so that it is refused before it
 * does anything. Once there was an answer it is ready for good: a service that ends later is
 * answered with 503, which says more than a gateway taken out.
 */
final class PeerCheck implements Supplier<Future<Void>> {
  private static final long PATIENCE_MILLIS = 900;

  private final Vertx vertx;
  private final Collection<String> addresses;
  private volatile boolean answered;

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
    this.addresses = byKind.values();
  }

  @Override
  public Future<Void> get() {
    if (answered) {
      return Future.succeededFuture();
    }
    List<Future<Void>> questions = addresses.stream().map(this::ask).toList();
    return Future.any(questions).onSuccess(any -> answered = true).mapEmpty();
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
                    : Future.failedFuture(cause));
  }
}
