package io.laurel.auth.provider;

import io.laurel.auth.provider.Provider.Source;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.net.SystemTrust;
import io.vertx.core.Future;
import io.vertx.core.net.TrustOptions;
import java.util.List;

/** The providers that are trusted, and what fetches their keys. */
public final class ProviderFeature implements Feature {
  private final Site site;
  private final KeySetConfig config;
  private final TrustedProviders providers;
  private final KeySetClient client;

  /** Those that the settings of that site name. */
  public ProviderFeature(Site site) {
    this.site = site;
    config = KeySetConfig.of(site.settings());
    providers = TrustedProviders.of(site.settings());
    client =
        new KeySetClient(site.vertx(), config, site.supply(TrustOptions.class, SystemTrust::new));
  }

  @Override
  public Future<?> stop() {
    return client.close();
  }

  /** The providers; none where the exchange is off. */
  public List<Provider> all() {
    return providers.all();
  }

  /** What usernames of their players begin with. */
  public List<String> names() {
    return providers.names();
  }

  /** The keys of one of them; each call makes a memory of its own. */
  public ProviderKeys keys(Provider provider) {
    if (provider.source() instanceof Source.Written written) {
      return ProviderKeys.fixed(written.keys());
    }
    Source.Published published = (Source.Published) provider.source();
    return new PublishedKeys(
        provider.name(), () -> client.fetch(published.at()), config, site.nanos());
  }
}
