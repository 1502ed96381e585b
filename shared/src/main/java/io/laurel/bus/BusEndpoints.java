package io.laurel.bus;

import io.laurel.contract.Contract;
import io.laurel.failure.Failure;
import io.laurel.rate.Rates;
import io.laurel.security.TokenVerifier;
import io.laurel.telemetry.CallTimers;
import io.laurel.telemetry.StatusClass;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All operations that one verticle serves on the bus. Belongs to one event loop, like the verticle
 * that makes it.
 */
public final class BusEndpoints implements Endpoints {
  private static final CallTimers.Kind<StatusClass> OPERATIONS =
      new CallTimers.Kind<>(
          "laurel_operation_duration",
          "Operations where they are served, from the message to the reply",
          "operation",
          "status_class",
          StatusClass.SUCCEEDED);

  private final Vertx vertx;
  private final Contract contract;
  private final TokenVerifier verifier;
  private final CallTimers<StatusClass> timers;
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();
  private final Offer offer;
  private final Rates rates;
  private int inFlight;
  private @Nullable Promise<Void> idle;

  /** The same, measured by nobody, without limits. */
  public BusEndpoints(Vertx vertx, Contract contract, TokenVerifier verifier) {
    this(vertx, contract, verifier, new CompositeMeterRegistry(), Rates.OFF);
  }

  /**
   * A table that is empty yet; {@code verifier} proves the callers.
   *
   * @param metrics where its operations are measured
   * @param rates of who calls past the gateways
   */
  public BusEndpoints(
      Vertx vertx, Contract contract, TokenVerifier verifier, MeterRegistry metrics, Rates rates) {
    this.vertx = vertx;
    this.contract = contract;
    this.verifier = verifier;
    this.timers = new CallTimers<>(metrics, OPERATIONS);
    this.offer = Offer.of(vertx);
    this.rates = rates;
  }

  @Override
  public BusEndpoints serve(String operationId, Function<Call, Future<Reply>> service) {
    Endpoint endpoint = endpoint(operationId, service);
    return consume(operationId, endpoint::handle);
  }

  @Override
  public BusEndpoints refuse(String operationId, Failure refusal) {
    Endpoint endpoint = endpoint(operationId, call -> refusal.asFuture());
    return consume(operationId, message -> endpoint.refuse(message, refusal));
  }

  private Endpoint endpoint(String operationId, Function<Call, Future<Reply>> service) {
    return new Endpoint(
        vertx, contract.operation(operationId), address(operationId), verifier, rates, service);
  }

  private String address(String operationId) {
    String address = contract.operation(operationId).address();
    if (address == null) {
      throw new IllegalArgumentException("The gateway itself answers " + operationId);
    }
    return address;
  }

  private BusEndpoints consume(
      String operationId, Function<Message<Object>, Future<StatusClass>> handler) {
    CallTimers<StatusClass>.CallTimer timer = timers.of(operationId);
    consumers.add(
        vertx
            .eventBus()
            .consumer(
                address(operationId),
                message -> {
                  inFlight++;
                  long start = System.nanoTime();
                  handler
                      .apply(message)
                      .onComplete(
                          done -> {
                            timer.ended(done.result(), start);
                            leave();
                          });
                }));
    return this;
  }

  /** Completes when every address is visible to the whole cluster. */
  public Future<Void> registered() {
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList())
        .compose(known -> offer.add(addresses()));
  }

  private List<String> addresses() {
    return consumers.stream().map(MessageConsumer::address).toList();
  }

  /**
   * Leaves the bus: takes no new message, then waits until those in flight are answered, at most
   * {@code patience}. The bus drops without a word what peers send to a consumer that is gone, so
   * the process has taken its {@link Offer} back a while before, and they know.
   */
  public Future<Void> close(Duration patience) {
    return offer
        .remove(addresses())
        .eventually(() -> Future.join(consumers.stream().map(MessageConsumer::unregister).toList()))
        .otherwiseEmpty()
        .compose(gone -> drained(patience));
  }

  private Future<Void> drained(Duration patience) {
    if (inFlight == 0) {
      return Future.succeededFuture();
    }
    idle = Promise.promise();
    return Future.any(idle.future(), vertx.timer(patience.toMillis()).mapEmpty()).mapEmpty();
  }

  private void leave() {
    inFlight--;
    if (inFlight == 0 && idle != null) {
      idle.tryComplete();
    }
  }
}
