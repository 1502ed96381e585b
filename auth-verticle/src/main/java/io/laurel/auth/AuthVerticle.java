package io.laurel.auth;

import io.laurel.audit.AuditService;
import io.laurel.audit.MongoAuditStore;
import io.laurel.auth.key.TokenSigner;
import io.laurel.auth.password.PasswordSeal;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.session.MongoSessionStore;
import io.laurel.auth.session.SessionService;
import io.laurel.auth.session.TokenFamilies;
import io.laurel.auth.user.BootstrapAdmin;
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
    UserNews news = new UserNews(new Announcements(vertx));
    Ids ids = Ids.by(host.clock());
    sweeper =
        new Sweeper(vertx, config.sweepInterval())
            .add("user audit", accounts::sweep)
            .add("admin guard", userStore::repair);
    return Future.all(auditStore.prepare(), userStore.prepare(), sessionStore.prepare())
        .compose(prepared -> sweeper.start())
        .compose(prepared -> Passwords.open(vertx, config.passwords()))
        .map(passwords -> new UserService(userStore, passwords, ids, host.clock(), news))
        .compose(
            users ->
                new BootstrapAdmin(userStore, users, ids, host.clock())
                    .ensure(config.bootstrapPassword())
                    .compose(
                        ensured ->
                            serve(
                                users,
                                administration(userStore, users),
                                new UserRightsService(
                                    new UserChanges(userStore), news, ids, host.clock()),
                                sessionStore,
                                new AuditService(auditStore))));
  }

  private UserAdminService administration(UserStore store, UserService users) {
    PasswordSeal seal = new PasswordSeal(config.sessions().secret());
    return new UserAdminService(store, users, seal, Ids.by(host.clock()));
  }

  private Future<Void> serve(
      UserService users,
      UserAdminService administration,
      UserRightsService rights,
      MongoSessionStore sessionStore,
      AuditService audit) {
    Clock clock = host.clock();
    Ids ids = Ids.by(clock);
    var families = new TokenFamilies(sessionStore, config.sessions(), ids, clock);
    var signer = new TokenSigner(vertx, keys, config.security(), ids);
    var sessions = new SessionService(families, users, signer, config.sessions(), clock);
    var verifier = new JwtVerifier(vertx, keys, config.security(), clock);
    endpoints =
        new Endpoints(vertx, host.contract(), verifier)
            .serve("auth.register", users::register)
            .serve("auth.login", sessions::login)
            .serve("auth.refresh", sessions::refresh)
            .serve("auth.me", users::me)
            .serve("user.create", administration::create)
            .serve("user.list", administration::list)
            .serve("user.get", administration::get)
            .serve("user.setRoles", rights::setRoles)
            .serve("user.setSuspension", rights::setSuspension)
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
