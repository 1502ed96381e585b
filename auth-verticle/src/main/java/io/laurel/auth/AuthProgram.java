package io.laurel.auth;

import io.laurel.config.Settings;
import io.laurel.launch.Host;
import io.laurel.launch.Program;
import io.laurel.mongo.MongoConfig;
import io.laurel.revocation.Revocations;
import io.laurel.revocation.SharedRevocations;
import io.laurel.security.KeyRing;
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
    SharedRevocations.check(settings);
  }

  @Override
  public Future<Void> deploy(Host host) {
    return Future.succeededFuture(host.settings())
        .map(AuthConfig::of)
        .compose(
            config ->
                KeyRing.open(host.vertx(), config.security(), host.clock())
                    .compose(
                        keys ->
                            SharedRevocations.of(host)
                                .compose(revocations -> deploy(host, config, keys, revocations))));
  }

  private static Future<Void> deploy(
      Host host, AuthConfig config, KeyRing keys, Revocations revocations) {
    AuthDatabases databases =
        AuthDatabases.open(host.vertx(), MongoConfig.of(host.settings()), config);
    host.readiness().add("auth-database", databases.accounts()::ping);
    AuthVerticle verticle = new AuthVerticle(host, config, keys, databases, revocations);
    return host.vertx()
        .deployVerticle(verticle)
        .<Void>mapEmpty()
        // A verticle that did not start is not stopped.
        .recover(cause -> databases.close().transform(closed -> Future.failedFuture(cause)));
  }
}
