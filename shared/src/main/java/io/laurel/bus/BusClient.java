package io.laurel.bus;

import io.laurel.contract.Operation;
import io.laurel.failure.Failure;
import io.laurel.telemetry.LogMarks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls operations by their bus address, with a deadline, and turns whatever comes back into an
 * answer or a failure.
 */
public final class BusClient {
  private static final Logger LOG = LoggerFactory.getLogger(BusClient.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Duration deadline;
  private final Duration longest;
  private final BusCalls calls;

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
    this.vertx = vertx;
    this.deadline = deadline;
    this.longest = longest;
    this.calls = new BusCalls(metrics);
  }

  /** Has an operation that will be called among the metrics from now on. */
  public BusClient expect(Operation operation) {
    calls.expect(address(operation));
    return this;
  }

  /**
   * Calls an operation. Fails with {@code unavailable} where nobody serves it, {@code
   * deadline-exceeded} where no answer comes in time, and with whatever failure the service gave.
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
    DeliveryOptions options =
        new DeliveryOptions()
            .setSendTimeout(within.toMillis())
            .addHeader(Headers.REQUEST_ID, sender.requestId())
            .addHeader(Headers.WITHIN, String.valueOf(within.toMillis()));
    sender.origin().addTo(options);
    if (sender.token() != null) {
      options.addHeader(Headers.AUTHORIZATION, Headers.BEARER + sender.token());
    }
    long start = System.nanoTime();
    return vertx
        .eventBus()
        .<JsonObject>request(operation.address(), message, options)
        .onComplete(done -> calls.ended(address(operation), done.cause(), start))
        .map(BusClient::toReply)
        .recover(cause -> toFailure(operation, cause, sender.requestId()).asFuture());
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
