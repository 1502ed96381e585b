package io.laurel.event.outreach.delivery;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.event.catalog.endpoint.EndpointDirectory;
import io.laurel.event.outreach.channel.Courier;
import io.laurel.event.outreach.channel.Outcome;
import io.laurel.event.outreach.channel.Parcel;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Tries whether messages reach an endpoint: one message, whatever state it is in, and nothing of it
 * counts.
 */
final class EndpointProbe {
  /** The caller shall have an answer that says how it went. */
  private static final Duration FOR_THE_ANSWER = Duration.ofSeconds(1);

  private final EndpointDirectory endpoints;
  private final Courier courier;
  private final Duration timeout;
  private final Ids ids;
  private final Time time;

  EndpointProbe(
      EndpointDirectory endpoints, Courier courier, Duration timeout, Ids ids, Time time) {
    this.endpoints = endpoints;
    this.courier = courier;
    this.timeout = timeout;
    this.ids = ids;
    this.time = time;
  }

  /** Sends one test message. Fails with {@code endpoint-not-found}. */
  Future<Reply> run(Call call) {
    Duration patience = call.deadline().left(timeout.plus(FOR_THE_ANSWER)).minus(FOR_THE_ANSWER);
    return endpoints
        .find(call.text("endpointId"))
        .compose(
            found ->
                found
                    .map(endpoint -> send(endpoint, patience))
                    .orElseGet(() -> EndpointDirectory.notFound().asFuture()));
  }

  private Future<Reply> send(Endpoint endpoint, Duration limit) {
    JsonObject message = DeliveryMessage.test(endpoint.id(), Instants.now(time.clock()));
    long begun = time.nanos().getAsLong();
    return courier
        .send(endpoint, new Parcel(ids.next("test"), message.encode()), limit)
        .map(
            outcome -> {
              long millis = Duration.ofNanos(time.nanos().getAsLong() - begun).toMillis();
              return Reply.of(toJson(outcome).put("durationMs", millis));
            });
  }

  private static JsonObject toJson(Outcome outcome) {
    if (outcome instanceof Outcome.Accepted accepted) {
      return with(new JsonObject().put("delivered", true), accepted.status());
    }
    if (outcome instanceof Outcome.Gone) {
      return with(new JsonObject().put("delivered", false).put("error", "status-410"), 410);
    }
    Outcome.Failed failed = (Outcome.Failed) outcome;
    return with(
        new JsonObject().put("delivered", false).put("error", failed.error()), failed.status());
  }

  /** There is none on the bus, and where no answer came. */
  private static JsonObject with(JsonObject json, int status) {
    return status == 0 ? json : json.put("status", status);
  }
}
