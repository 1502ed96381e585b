package io.laurel.bus;

import io.laurel.cluster.LinkHeaders;
import io.laurel.contract.Operation;
import io.laurel.failure.BodyFailures;
import io.laurel.failure.Failure;
import io.laurel.rate.Rates;
import io.laurel.rate.Standing;
import io.laurel.security.Principal;
import io.laurel.security.TokenVerifier;
import io.laurel.telemetry.LogMarks;
import io.laurel.telemetry.StatusClass;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one operation at its bus address. Whatever comes of a message, the sender gets a reply: a
 * consumer that throws looks like a timeout from outside.
 */
final class Endpoint {
  /** Logged with a refusal that its contract does not list. */
  static final String UNLISTED = "which its contract does not list";

  private static final String MALFORMED = "malformed-json";
  private static final Pattern WHOLE_MILLIS = Pattern.compile("[0-9]{1,7}");
  private static final Pattern WHOLE_BYTES = Pattern.compile("[0-9]{1,12}");
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  private final Vertx vertx;
  private final Operation operation;
  private final String address;
  private final TokenVerifier verifier;
  private final Function<Call, Future<Reply>> service;
  private final ListCursors cursors;
  private final Rates rates;

  Endpoint(
      Vertx vertx,
      Operation operation,
      String address,
      TokenVerifier verifier,
      Rates rates,
      Function<Call, Future<Reply>> service) {
    this.vertx = vertx;
    this.operation = operation;
    this.address = address;
    this.verifier = verifier;
    this.service = service;
    this.cursors = new ListCursors(operation);
    this.rates = rates;
  }

  /** Handles one message; the future succeeds when the reply is given, with its class. */
  Future<StatusClass> handle(Message<Object> message) {
    String requestId = RequestId.orNew(message.headers().get(Headers.REQUEST_ID));
    return principal(message)
        .compose(principal -> call(principal, message, requestId))
        .map(reply -> answer(message, reply))
        .recover(cause -> Future.succeededFuture(refuse(message, cause, requestId)));
  }

  /** Answers one message by that failure, whatever it is. */
  Future<StatusClass> refuse(Message<Object> message, Failure refusal) {
    String requestId = RequestId.orNew(message.headers().get(Headers.REQUEST_ID));
    return Future.succeededFuture(refuse(message, refusal, requestId));
  }

  private Future<Principal> principal(Message<Object> message) {
    if (operation.access().open()) {
      return Future.succeededFuture(Principal.ANONYMOUS);
    }
    String header = message.headers().get(Headers.AUTHORIZATION);
    if (header == null) {
      return Future.succeededFuture(Principal.ANONYMOUS);
    }
    String token = token(header);
    return token == null ? Failure.unauthorized().asFuture() : verifier.verify(token);
  }

  private static @Nullable String token(@Nullable String header) {
    return header != null && header.startsWith(Headers.BEARER)
        ? header.substring(Headers.BEARER.length())
        : null;
  }

  private Future<Reply> call(Principal principal, Message<Object> received, String requestId) {
    Deadline deadline = deadline(received.headers().get(Headers.WITHIN));
    Origin origin = origin(received.headers());
    JsonObject message = message(received);
    return operation
        .admit(vertx, principal, message)
        .compose(
            admitted -> {
              JsonObject asked = cursors.untied(principal, admitted);
              String token = token(received.headers().get(Headers.AUTHORIZATION));
              Call call = new Call(address, principal, asked, requestId, origin, deadline, token);
              // Null would be thrown past the chain, and nobody would answer.
              return Objects.requireNonNull(service.apply(call), "A service must answer a future")
                  .map(reply -> cursors.tied(principal, admitted, reply));
            });
  }

  /**
   * Where the call comes from. What anybody may call is limited for who calls past the gateways,
   * which have judged their clients; fails with {@code too-many-requests}.
   */
  private Origin origin(MultiMap headers) {
    Origin origin = Origin.of(headers);
    if (!operation.access().open() || !headers.contains(LinkHeaders.PEER)) {
      return origin;
    }
    Standing standing = rates.take(operation.rate().kind(), origin.network());
    Duration wait = standing == null ? null : standing.delay();
    if (wait != null && !operation.rate().devices()) {
      throw Failure.tooManyRequests(wait);
    }
    return origin.waiting(wait);
  }

  /** None where the caller says nothing that can be meant. */
  private static Deadline deadline(@Nullable String millis) {
    return millis != null && WHOLE_MILLIS.matcher(millis).matches()
        ? Deadline.in(Duration.ofMillis(Long.parseLong(millis)))
        : Deadline.NONE;
  }

  private static JsonObject message(Message<Object> received) {
    String bound = received.headers().get(LinkHeaders.BODY_BOUND);
    if (bound != null && WHOLE_BYTES.matcher(bound).matches()) {
      throw BodyFailures.payloadTooLarge(Long.parseLong(bound));
    }
    Object body;
    try {
      body = received.body();
    } catch (DecodeException e) {
      // A peer of another kind may send what our parser has a bound for; its words quote it.
      throw Failure.badRequest(MALFORMED, "The message must be one JSON object.");
    }
    if (body == null) {
      return new JsonObject();
    }
    if (body instanceof JsonObject json) {
      return json;
    }
    throw Failure.invalidRequest("", "must be a JSON object");
  }

  /** Fails where the reply cannot be sent, and then nothing was. */
  private static StatusClass answer(Message<Object> message, Reply reply) {
    DeliveryOptions options = new DeliveryOptions();
    reply.headers().forEach(options::addHeader);
    message.reply(reply.body(), options);
    return StatusClass.SUCCEEDED;
  }

  /** Clients are written by the contract: a code that it does not list, none of them knows. */
  private boolean isUnlisted(Failure failure) {
    return !failure.isFault()
        && !failure.code().equals(MALFORMED)
        && !operation.refusals().contains(failure.code());
  }

  private StatusClass refuse(Message<Object> message, Throwable cause, String requestId) {
    Failure failure = Failure.of(cause);
    try (var ignored = LogMarks.of(requestId).mark()) {
      if (failure == cause && isUnlisted(failure)) {
        LOG.error("{} refuses with {}, {}", operation.id(), failure.code(), UNLISTED);
      } else if (failure == cause) {
        LOG.debug("{} refused: {} {}", operation.id(), failure.status(), failure.code());
      } else {
        LOG.error("{} failed", operation.id(), cause);
      }
    }
    message.fail(failure.status(), failure.toProblem(requestId).encode());
    return StatusClass.of(failure.status());
  }
}
