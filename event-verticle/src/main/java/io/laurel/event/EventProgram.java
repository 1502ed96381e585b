package io.laurel.event;

import io.laurel.config.Settings;
import io.laurel.feature.Patience;
import io.laurel.launch.Host;
import io.laurel.launch.Program;
import io.laurel.rate.RateConfig;
import io.laurel.revocation.SharedRevocations;
import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyRing;
import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import java.util.List;

/** The event process. */
public final class EventProgram implements Program {
  @Override
  public String name() {
    return "event";
  }

  @Override
  public List<String> settings() {
    return List.of("process", "cluster", "mongo", "event");
  }

  @Override
  public void check(Settings settings) {
    EventConfig.of(settings);
    EventFeatures.check(settings);
    SecurityConfig.of(settings);
    RateConfig.of(settings);
    Patience.check(settings);
    SharedRevocations.check(settings);
  }

  @Override
  public Future<Void> deploy(Host host) {
    SecurityConfig security = SecurityConfig.of(host.settings());
    return KeyRing.open(host.vertx(), security, host.clock())
        .compose(
            keys ->
                SharedRevocations.of(host)
                    .map(
                        revocations ->
                            revocations.guard(
                                new JwtVerifier(host.vertx(), keys, security, host.clock()))))
        .compose(verifier -> deploy(host, verifier));
  }

  private static Future<Void> deploy(Host host, TokenVerifier verifier) {
    EventConfig config = EventConfig.of(host.settings());
    EventDatabases databases = EventDatabases.open(host, config);
    host.readiness().add("event-database", databases.events()::ping);
    return host.vertx()
        .deployVerticle(new EventVerticle(host, databases, verifier))
        .<Void>mapEmpty()
        // A verticle that did not start is not stopped.
        .recover(cause -> databases.close().transform(closed -> Future.failedFuture(cause)));
  }
}
