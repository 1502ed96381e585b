package io.laurel.bus;

import io.laurel.cluster.NodeLeftException;
import io.laurel.cluster.Peers;
import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.telemetry.LogMarks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls operations by their bus address, with a deadline, and turns whatever comes back into an
 * answer or a failure. Where the node that was asked leaves, what may be repeated is asked of
 * another one within the same deadline: a read, and a call with an {@code Idempotency-Key}.
 */
public final class BusClient {
  private static final Logger LOG = LoggerFactory.getLogger(BusClient.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final String READ = "GET";

  /** More nodes than that do not leave within one deadline. */
  private static final int MAX_REPEATS = 3;

  /** For those who call seldom, and one after the other. */
  private static final CallConfig UNBOUNDED =
      new CallConfig(
          Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofSeconds(1));

  private final Vertx vertx;
  private final Duration deadline;
  private final Duration longest;
  private final BusCalls calls;
  private final Peers peers;
  private final CallGates gates;

  /** A client whose calls take at most {@code deadline}. */
  public BusClient(Vertx vertx, Duration deadline) {
    this(vertx, deadline, deadline, new CompositeMeterRegistry());
  }

  /**
   * A client whose calls take at most {@code deadline}, or what the contract gives an operation.
   *
   * @param longest whatever the contract gives
   * @param metrics where its calls are measured
   */
  public BusClient(Vertx vertx, Duration deadline, Duration longest, MeterRegistry metrics) {
    this(vertx, deadline, longest, metrics, new CallGates(UNBOUNDED));
  }

  /** The same through gates that others use, too. */
  public BusClient(
      Vertx vertx, Duration deadline, Duration longest, MeterRegistry metrics, CallGates gates) {
    this.vertx = vertx;
    this.deadline = deadline;
    this.longest = longest;
    this.calls = new BusCalls(metrics);
    this.peers = Peers.of(vertx);
    this.gates = gates;
  }

  /** Has an operation that will be called among the metrics from now on. */
  public BusClient expect(Operation operation) {
    calls.expect(address(operation));
    return this;
  }

  /**
   * Calls an operation. Fails with {@code unavailable} where nobody serves it, {@code overloaded}
   * where too many calls of it are under way, {@code deadline-exceeded} where no answer comes in
   * time, and with whatever failure the service gave.
   */
  public Future<Reply> request(Operation operation, JsonObject message, Sender sender) {
    return request(operation, message, sender, deadline(operation));
  }

  /**
   * The same in less time, where some of it is spent.
   *
   * @param within what is left of {@link #deadline}, at least a millisecond
   */
  public Future<Reply> request(
      Operation operation, JsonObject message, Sender sender, Duration within) {
    String address = address(operation);
    CallGate gate = gates.of(address);
    try {
      gate.enter();
    } catch (Failure refused) {
      return refused.asFuture();
    }
    Pending call =
        new Pending(
            operation, address, message, sender, System.nanoTime() + within.toNanos(), 0, Set.of());
    long start = System.nanoTime();
    return send(call, within)
        .onComplete(
            answer -> {
              leave(gate, answer);
              calls.ended(address, answer.cause(), start);
            })
        .map(BusClient::toReply)
        .recover(cause -> toFailure(operation, cause, sender.requestId()).asFuture());
  }

  /**
   * One call, whatever number of nodes it takes.
   *
   * @param end by when it is answered, in nanoseconds
   * @param repeats how often it was asked again; the same node may be lost more than once
   * @param left nodes that left while they had it
   */
  private record Pending(
      Operation operation,
      String address,
      JsonObject message,
      Sender sender,
      long end,
      int repeats,
      Set<String> left) {
    /** The same for another node. */
    Pending without(String node) {
      Set<String> gone = new HashSet<>(left);
      gone.add(node);
      return new Pending(operation, address, message, sender, end, repeats + 1, gone);
    }

    Duration within() {
      return Duration.ofNanos(end - System.nanoTime());
    }

    boolean mayBeRepeated() {
      return repeats < MAX_REPEATS
          && within().toMillis() > 0
          && (operation.method().equals(READ) || message.getValue(Creation.KEY) != null);
    }
  }

  private Future<Message<JsonObject>> send(Pending call, Duration within) {
    Sender sender = call.sender();
    DeliveryOptions options =
        new DeliveryOptions()
            .setSendTimeout(within.toMillis())
            .addHeader(Headers.REQUEST_ID, sender.requestId())
            .addHeader(Headers.WITHIN, String.valueOf(within.toMillis()));
    sender.origin().addTo(options);
    if (sender.token() != null) {
      options.addHeader(Headers.AUTHORIZATION, Headers.BEARER + sender.token());
    }
    return peers
        .follow(
            () -> vertx.eventBus().<JsonObject>request(call.address(), call.message(), options),
            call.left())
        .recover(
            cause ->
                cause instanceof NodeLeftException gone && call.mayBeRepeated()
                    ? send(call.without(gone.node()), call.within())
                    : Future.failedFuture(cause));
  }

  private static void leave(CallGate gate, AsyncResult<?> answer) {
    if (answer.succeeded()) {
      gate.answered();
    } else if (answer.cause() instanceof ReplyException reply) {
      switch (reply.failureType()) {
        case TIMEOUT -> gate.unanswered();
        case NO_HANDLERS -> gate.unasked();
        default -> gate.answered();
      }
    } else {
      gate.unasked();
    }
  }

  private static String address(Operation operation) {
    return Objects.requireNonNull(operation.address(), "The gateway itself answers that");
  }

  /** How long a call of the operation may take. */
  public Duration deadline(Operation operation) {
    Duration own = operation.deadline();
    if (own == null || own.compareTo(deadline) < 0) {
      return deadline;
    }
    return own.compareTo(longest) < 0 ? own : longest;
  }

  private static Reply toReply(Message<JsonObject> message) {
    Map<String, String> headers = new HashMap<>();
    message.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
    return new Reply(message.body(), headers);
  }

  private static Failure toFailure(Operation operation, Throwable cause, String requestId) {
    if (cause instanceof NodeLeftException) {
      return Failure.unavailable(
          "Who was asked has left before it answered: what was asked may be done or not.",
          RETRY_AFTER);
    }
    if (!(cause instanceof ReplyException reply) || reply.failureType() == ReplyFailure.ERROR) {
      // Not the service's own words: nobody else has logged it.
      try (var ignored = LogMarks.of(requestId).mark()) {
        LOG.error("{} has no usable answer", operation.id(), cause);
      }
      return Failure.internal();
    }
    return switch (reply.failureType()) {
      case NO_HANDLERS ->
          Failure.unavailable("Nobody serves this operation right now.", RETRY_AFTER);
      case TIMEOUT -> Failure.deadlineExceeded();
      case RECIPIENT_FAILURE -> Failure.fromProblem(reply.getMessage());
      case ERROR -> Failure.internal();
    };
  }
}
