package io.laurel.auth;

import io.laurel.audit.AuditService;
import io.laurel.audit.MongoAuditStore;
import io.laurel.auth.key.TokenSigner;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.session.MongoSessionStore;
import io.laurel.auth.session.SessionService;
import io.laurel.auth.session.TokenFamilies;
import io.laurel.auth.throttle.LoginThrottle;
import io.laurel.auth.throttle.MongoAttemptStore;
import io.laurel.auth.user.BootstrapAdmin;
import io.laurel.auth.user.CredentialCheck;
import io.laurel.auth.user.MongoUserStore;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Endpoints;
import io.laurel.id.Ids;
import io.laurel.launch.Host;
import io.laurel.schedule.Sweeper;
import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyRing;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;

/** Serves users and sessions on the bus. Closes the databases it is given. */
final class AuthVerticle extends VerticleBase {
  private final Host host;
  private final AuthConfig config;
  private final KeyRing keys;
  private final AuthDatabases databases;
  private Sweeper sweeper;
  private Endpoints endpoints;

  AuthVerticle(Host host, AuthConfig config, KeyRing keys, AuthDatabases databases) {
    this.host = host;
    this.config = config;
    this.keys = keys;
    this.databases = databases;
  }

  @Override
  public Future<?> start() {
    MongoAuditStore auditStore = new MongoAuditStore(databases.audit());
    MongoUserStore userStore = new MongoUserStore(databases.accounts(), auditStore);
    MongoSessionStore sessionStore = new MongoSessionStore(databases.accounts());
    MongoAttemptStore attemptStore = new MongoAttemptStore(databases.accounts());
    Clock clock = host.clock();
    sweeper =
        new Sweeper(vertx, config.sweepInterval())
            .add("user audit", userStore::sweep)
            .add("login attempts", () -> attemptStore.clearExpired(clock.instant()));
    var throttle =
        new LoginThrottle(vertx, attemptStore, sessionStore::knows, config.throttle(), clock);
    return Future.all(
            auditStore.prepare(),
            userStore.prepare(),
            sessionStore.prepare(),
            attemptStore.prepare())
        .compose(prepared -> sweeper.start())
        .compose(prepared -> Passwords.open(vertx, config.passwords()))
        .compose(
            passwords -> {
              UserService users = new UserService(userStore, passwords, Ids.by(clock), clock);
              var credentials = new CredentialCheck(userStore, passwords, throttle);
              return new BootstrapAdmin(userStore, users)
                  .ensure(config.bootstrapPassword())
                  .compose(
                      ensured ->
                          serve(users, credentials, sessionStore, new AuditService(auditStore)));
            });
  }

  private Future<Void> serve(
      UserService users,
      CredentialCheck credentials,
      MongoSessionStore sessionStore,
      AuditService audit) {
    Clock clock = host.clock();
    Ids ids = Ids.by(clock);
    var families = new TokenFamilies(sessionStore, config.sessions(), ids, clock);
    var signer = new TokenSigner(vertx, keys, config.security(), ids);
    var sessions =
        new SessionService(families, users, credentials, signer, config.sessions(), clock);
    var verifier = new JwtVerifier(vertx, keys, config.security(), clock);
    endpoints =
        new Endpoints(vertx, host.contract(), verifier)
            .serve("auth.register", users::register)
            .serve("auth.login", sessions::login)
            .serve("auth.refresh", sessions::refresh)
            .serve("auth.me", users::me)
            .serve("audit.list", audit::list);
    return endpoints.registered();
  }

  @Override
  public Future<?> stop() {
    return endpoints
        .close(config.shutdownPatience())
        .eventually(sweeper::stop)
        .eventually(databases::close);
  }
}
