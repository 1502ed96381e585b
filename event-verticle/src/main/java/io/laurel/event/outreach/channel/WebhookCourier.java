package io.laurel.event.outreach.channel;

import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.net.Destination;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes parcels to webhooks, as <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 * have it.
 *
 * <p>Over a plain connection for each attempt, and not by Vert.x's HTTP client, because of what
 * that one promises: an answer is there when its whole head is, and a head that is late, longer
 * than its bound or wrong in one field is no answer, so a reward that a receiver has taken would be
 * sent for 75 hours; and a connection that is used again may bring the second answer of one who
 * answers twice, which would be taken for the next delivery's. Here a status line is an answer, at
 * most {@link Answer#MOST_BYTES} are read, nothing follows a redirect or asks a proxy, and as no
 * connection is shared, none can be taken from another endpoint.
 */
final class WebhookCourier implements Courier {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookCourier.class);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final Vertx vertx;
  private final EgressGuard guard;
  private final Function<Endpoint, List<byte[]>> keys;
  private final Clock clock;
  private final String agent;
  private final NetClient client;
  private final ClientSSLOptions tls;

  /**
   * @param keys what signs for an endpoint now, newest first
   * @param trust whose certificates are believed
   */
  WebhookCourier(
      Vertx vertx,
      EgressGuard guard,
      Function<Endpoint, List<byte[]>> keys,
      Clock clock,
      TrustOptions trust) {
    this.vertx = vertx;
    this.guard = guard;
    this.keys = keys;
    this.clock = clock;
    agent = agent();
    client = vertx.createNetClient(new NetClientOptions().setReconnectAttempts(0));
    tls = new ClientSSLOptions().setTrustOptions(trust).setHostnameVerificationAlgorithm("HTTPS");
  }

  private static String agent() {
    String version = WebhookCourier.class.getPackage().getImplementationVersion();
    return "Laurel/" + (version == null ? "unpacked" : version);
  }

  @Override
  public Future<Outcome> send(Endpoint to, Parcel parcel, Duration limit) {
    Destination destination;
    try {
      destination = Destination.parse(Objects.requireNonNull(to.terms().url()));
    } catch (IllegalArgumentException e) {
      return Future.succeededFuture(Outcome.Failed.of(Fault.ADDRESS_FORBIDDEN));
    }
    return Future.succeededFuture(destination)
        .map(url -> request(url, to, parcel).bytes())
        .map(request -> new Exchange(vertx, client, tls, destination, request, limit))
        .compose(exchange -> exchange.with(() -> guard.addresses(destination)))
        .map(this::outcome)
        .otherwise(cause -> failed(to, cause));
  }

  private WebhookRequest request(Destination destination, Endpoint to, Parcel parcel) {
    return new WebhookRequest(
        destination, agent, parcel, clock.instant().getEpochSecond(), keys.apply(to));
  }

  private Outcome outcome(Answer answer) {
    int status = answer.status().orElseThrow();
    if (status / 100 == 2) {
      return new Outcome.Accepted(status);
    }
    if (status == Outcome.Gone.STATUS) {
      return new Outcome.Gone();
    }
    boolean asks = status == TOO_MANY_REQUESTS || status == UNAVAILABLE;
    return Outcome.Failed.by(
        status,
        Optional.ofNullable(asks ? answer.retryAfter() : null)
            .flatMap(value -> RetryAfter.parse(value, clock.instant()))
            .orElse(null));
  }

  private static Outcome failed(Endpoint to, Throwable cause) {
    if (cause instanceof Fault.Met met) {
      return Outcome.Failed.of(met.fault());
    }
    LOG.error("Nothing could be sent to endpoint {}", to.id(), cause);
    return Outcome.Failed.of(Fault.CLOSED);
  }

  /** Closes every connection. */
  Future<Void> close() {
    return client.close();
  }
}
