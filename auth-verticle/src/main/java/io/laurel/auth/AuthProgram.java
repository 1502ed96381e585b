package io.laurel.auth;

import io.laurel.auth.exchange.ExchangeConfig;
import io.laurel.auth.key.AccessTokenConfig;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.provider.TrustedProviders;
import io.laurel.auth.session.SessionConfig;
import io.laurel.auth.throttle.ThrottleConfig;
import io.laurel.auth.user.UserConfig;
import io.laurel.config.Settings;
import io.laurel.feature.Patience;
import io.laurel.launch.Host;
import io.laurel.launch.Program;
import io.laurel.rate.RateConfig;
import io.laurel.revocation.Revocations;
import io.laurel.revocation.SharedRevocations;
import io.laurel.security.KeyRing;
import io.laurel.security.SecurityConfig;
import io.vertx.core.Future;
import java.util.List;

/** The auth process: accounts, sessions and the keys that sign access tokens. */
public final class AuthProgram implements Program {
  @Override
  public String name() {
    return "auth";
  }

  @Override
  public List<String> settings() {
    return List.of("process", "cluster", "mongo", "auth");
  }

  @Override
  public void check(Settings settings) {
    AuthConfig.of(settings);
    SecurityConfig.of(settings);
    AccessTokenConfig.of(settings);
    PasswordConfig.of(settings);
    ThrottleConfig.of(settings);
    SessionConfig.of(settings);
    UserConfig.of(settings);
    TrustedProviders.of(settings);
    ExchangeConfig.of(settings);
    RateConfig.of(settings);
    Patience.check(settings);
    SharedRevocations.check(settings);
  }

  @Override
  public Future<Void> deploy(Host host) {
    return Future.succeededFuture(host.settings())
        .map(
            settings -> {
              check(settings);
              return SecurityConfig.of(settings);
            })
        .compose(security -> KeyRing.open(host.vertx(), security, host.clock()))
        .compose(
            keys ->
                SharedRevocations.of(host).compose(revocations -> deploy(host, keys, revocations)));
  }

  private static Future<Void> deploy(Host host, KeyRing keys, Revocations revocations) {
    AuthConfig config = AuthConfig.of(host.settings());
    AuthDatabases databases = AuthDatabases.open(host, config);
    host.readiness().add("auth-database", databases.accounts()::ping);
    AuthVerticle verticle = new AuthVerticle(host, config, keys, databases, revocations);
    return host.vertx()
        .deployVerticle(verticle)
        .<Void>mapEmpty()
        // A verticle that did not start is not stopped.
        .recover(cause -> databases.close().transform(closed -> Future.failedFuture(cause)));
  }
}
