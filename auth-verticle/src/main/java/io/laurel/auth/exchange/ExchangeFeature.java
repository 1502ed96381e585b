package io.laurel.auth.exchange;

import io.laurel.auth.exchange.TokenCheck.Trusted;
import io.laurel.auth.provider.Provider;
import io.laurel.auth.provider.ProviderFeature;
import io.laurel.auth.session.SignInFeature;
import io.laurel.auth.user.UserFeature;
import io.laurel.bus.Endpoints;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import java.util.Map;
import java.util.stream.Collectors;

/** Signs in who is known to a trusted provider. */
public final class ExchangeFeature implements Feature {
  private static final String EXCHANGE = "auth.exchange";

  private final boolean off;
  private final ExchangeService service;

  /** Exchanges tokens of those providers for sessions of those users. */
  public ExchangeFeature(
      Site site, ProviderFeature providers, UserFeature users, SignInFeature signIn) {
    Map<String, Trusted> trusted =
        providers.all().stream()
            .collect(
                Collectors.toMap(
                    Provider::issuer, provider -> new Trusted(provider, providers.keys(provider))));
    off = trusted.isEmpty();
    ClaimRules rules = new ClaimRules(ExchangeConfig.of(site.settings()));
    service =
        new ExchangeService(
            new TokenCheck(site.vertx(), trusted, rules, site.clock()),
            users.externals(),
            signIn.signIns(),
            site.clock());
  }

  @Override
  public void serve(Endpoints endpoints) {
    if (off) {
      endpoints.refuse(EXCHANGE, ExchangeFailures.off());
    } else {
      endpoints.serve(EXCHANGE, service::exchange);
    }
  }
}
