package io.laurel.event.outreach.channel;

import io.laurel.event.catalog.endpoint.Channel;
import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.feature.Site;
import io.laurel.net.EgressPolicy;
import io.laurel.net.SystemTrust;
import io.laurel.telemetry.Sent;
import io.vertx.core.Future;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The courier for each endpoint, by its channel. */
public final class Couriers implements Courier {
  private final SystemResolver names;
  private final WebhookCourier webhooks;
  private final BusCourier bus;

  /**
   * Those at that site; a test may supply its own {@link Resolver} and {@link TrustOptions}.
   *
   * @param keys what signs for an endpoint now, newest first
   */
  public Couriers(Site site, EgressPolicy policy, Function<Endpoint, List<byte[]>> keys) {
    names = new SystemResolver(site.vertx());
    webhooks =
        new WebhookCourier(
            site.vertx(),
            new EgressGuard(policy, site.supply(Resolver.class, () -> names)),
            keys,
            site.clock(),
            site.supply(TrustOptions.class, SystemTrust::new));
    bus = new BusCourier(site.vertx());
  }

  @Override
  public Future<Outcome> send(Endpoint to, Parcel parcel, Duration limit) {
    Channel channel = to.terms().channel();
    Sent sent = Sent.begin("deliver by " + channel, parcel.trace());
    Parcel traced = parcel.in(sent.traceparent());
    Future<Outcome> outcome =
        switch (channel) {
          case WEBHOOK -> webhooks.send(to, traced, limit);
          case BUS -> bus.send(to, traced, limit);
        };
    return outcome.onComplete(done -> sent.end(done.succeeded() ? error(done.result()) : "fault"));
  }

  private static @Nullable String error(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return failed.error();
    }
    return outcome instanceof Outcome.Gone ? "gone" : null;
  }

  /** Closes every connection; what is under way fails. */
  public Future<?> close() {
    return Future.join(webhooks.close(), names.close());
  }
}
