package io.laurel.event.outreach.channel;

import io.laurel.event.catalog.endpoint.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Takes parcels to consumers on the event bus: a reply is an acceptance, whatever is in it. */
final class BusCourier implements Courier {
  private static final String ID = "webhook-id";

  private final Vertx vertx;

  BusCourier(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Future<Outcome> send(Endpoint to, Parcel parcel, Duration limit) {
    DeliveryOptions options =
        new DeliveryOptions()
            .setSendTimeout(Math.max(1, limit.toMillis()))
            .addHeader(ID, parcel.id());
    if (parcel.trace() != null) {
      options.addHeader("traceparent", parcel.trace());
    }
    return vertx
        .eventBus()
        .request(to.terms().address(), new JsonObject(parcel.json()), options)
        .<Outcome>map(new Outcome.Accepted(0))
        .otherwise(cause -> Outcome.Failed.of(fault(cause)));
  }

  private static Fault fault(Throwable cause) {
    if (!(cause instanceof ReplyException reply)) {
      return Fault.BUS_FAILED;
    }
    return switch (reply.failureType()) {
      case TIMEOUT -> Fault.TIMEOUT;
      case NO_HANDLERS -> Fault.NO_CONSUMER;
      case RECIPIENT_FAILURE, ERROR -> Fault.BUS_FAILED;
    };
  }
}
