package io.laurel.auth;

import io.laurel.audit.AuditService;
import io.laurel.audit.MongoAuditStore;
import io.laurel.auth.key.TokenSigner;
import io.laurel.auth.password.PasswordSeal;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.session.MongoSessionStore;
import io.laurel.auth.session.SessionService;
import io.laurel.auth.session.SessionStore;
import io.laurel.auth.session.TokenFamilies;
import io.laurel.auth.throttle.LoginThrottle;
import io.laurel.auth.throttle.MongoAttemptStore;
import io.laurel.auth.user.BootstrapAdmin;
import io.laurel.auth.user.CredentialCheck;
import io.laurel.auth.user.GuardedUserStore;
import io.laurel.auth.user.MongoGuardStore;
import io.laurel.auth.user.MongoUserStore;
import io.laurel.auth.user.UserAdminService;
import io.laurel.auth.user.UserChanges;
import io.laurel.auth.user.UserNews;
import io.laurel.auth.user.UserRightsService;
import io.laurel.auth.user.UserService;
import io.laurel.auth.user.UserStore;
import io.laurel.bus.Announcements;
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
    MongoUserStore accounts = new MongoUserStore(databases.accounts(), auditStore);
    GuardedUserStore userStore =
        new GuardedUserStore(accounts, new MongoGuardStore(databases.accounts()), host.clock());
    MongoSessionStore sessionStore = new MongoSessionStore(databases.accounts());
    MongoAttemptStore attemptStore = new MongoAttemptStore(databases.accounts());
    Clock clock = host.clock();
    sweeper =
        new Sweeper(vertx, config.sweepInterval())
            .add("user audit", accounts::sweep)
            .add("admin guard", userStore::repair)
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
              var news = new UserNews(new Announcements(vertx));
              Ids ids = Ids.by(clock);
              UserService users = new UserService(userStore, passwords, ids, clock, news);
              endpoints = endpoints();
              serveAccounts(users, userStore, news);
              serveSessions(
                  users, new CredentialCheck(userStore, passwords, throttle), sessionStore);
              endpoints.serve("audit.list", new AuditService(auditStore)::list);
              return new BootstrapAdmin(userStore, users, ids, clock)
                  .ensure(config.bootstrapPassword());
            })
        .compose(ensured -> endpoints.registered());
  }

  private Endpoints endpoints() {
    var verifier = new JwtVerifier(vertx, keys, config.security(), host.clock());
    return new Endpoints(vertx, host.contract(), verifier);
  }

  private void serveAccounts(UserService users, UserStore store, UserNews news) {
    Ids ids = Ids.by(host.clock());
    PasswordSeal seal = new PasswordSeal(config.sessions().secret());
    var administration = new UserAdminService(store, users, seal, ids);
    var rights = new UserRightsService(new UserChanges(store), news, ids, host.clock());
    endpoints
        .serve("auth.register", users::register)
        .serve("auth.me", users::me)
        .serve("user.create", administration::create)
        .serve("user.list", administration::list)
        .serve("user.get", administration::get)
        .serve("user.setRoles", rights::setRoles)
        .serve("user.setSuspension", rights::setSuspension);
  }

  private void serveSessions(
      UserService users, CredentialCheck credentials, SessionStore sessionStore) {
    Clock clock = host.clock();
    Ids ids = Ids.by(clock);
    var families = new TokenFamilies(sessionStore, config.sessions(), ids, clock);
    var signer = new TokenSigner(vertx, keys, config.security(), ids);
    var sessions =
        new SessionService(families, users, credentials, signer, config.sessions(), clock);
    endpoints.serve("auth.login", sessions::login).serve("auth.refresh", sessions::refresh);
  }

  @Override
  public Future<?> stop() {
    return endpoints
        .close(config.shutdownPatience())
        .eventually(sweeper::stop)
        .eventually(databases::close);
  }
}
