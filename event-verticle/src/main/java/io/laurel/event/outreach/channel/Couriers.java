package io.laurel.event.outreach.channel;

import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.feature.Site;
import io.laurel.net.EgressPolicy;
import io.vertx.core.Future;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

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
    return switch (to.terms().channel()) {
      case WEBHOOK -> webhooks.send(to, parcel, limit);
      case BUS -> bus.send(to, parcel, limit);
    };
  }

  /** Closes every connection; what is under way fails. */
  public Future<?> close() {
    return Future.join(webhooks.close(), names.close());
  }
}
