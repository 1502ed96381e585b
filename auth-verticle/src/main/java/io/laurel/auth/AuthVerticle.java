package io.laurel.auth;

import io.laurel.audit.AuditService;
import io.laurel.auth.key.SystemToken;
import io.laurel.auth.key.TokenSigner;
import io.laurel.auth.password.PasswordSeal;
import io.laurel.auth.password.Passwords;
import io.laurel.auth.revocation.Revoker;
import io.laurel.auth.session.Endings;
import io.laurel.auth.session.LoginReports;
import io.laurel.auth.session.OwnSessionService;
import io.laurel.auth.session.OwnSessions;
import io.laurel.auth.session.SessionService;
import io.laurel.auth.session.TokenFamilies;
import io.laurel.auth.session.TokenIssuer;
import io.laurel.auth.throttle.LoginThrottle;
import io.laurel.auth.user.BootstrapAdmin;
import io.laurel.auth.user.CredentialCheck;
import io.laurel.auth.user.PasswordChange;
import io.laurel.auth.user.UserAdminService;
import io.laurel.auth.user.UserChanges;
import io.laurel.auth.user.UserNews;
import io.laurel.auth.user.UserRevocations;
import io.laurel.auth.user.UserRightsService;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Announcements;
import io.laurel.bus.BusClient;
import io.laurel.bus.BusEndpoints;
import io.laurel.id.Ids;
import io.laurel.launch.Host;
import io.laurel.revocation.Revocations;
import io.laurel.schedule.Sweeper;
import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyRing;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;

/** Serves users and sessions on the bus. Closes the databases it is given. */
final class AuthVerticle extends VerticleBase {
  /** What has expired does no harm for a while. */
  private static final Duration DELETE_INTERVAL = Duration.ofMinutes(1);

  private final Host host;
  private final Clock clock;
  private final Ids ids;
  private final AuthConfig config;
  private final KeyRing keys;
  private final AuthDatabases databases;
  private final Revocations revocations;
  private AuthStores stores;
  private Announcements announcements;
  private UserChanges changes;
  private Endings endings;
  private TokenSigner signer;
  private LoginReports reports;
  private Sweeper sweeper;
  private Sweeper deleter;
  private BusEndpoints endpoints;

  AuthVerticle(
      Host host,
      AuthConfig config,
      KeyRing keys,
      AuthDatabases databases,
      Revocations revocations) {
    this.host = host;
    this.clock = host.clock();
    this.ids = Ids.by(clock);
    this.config = config;
    this.keys = keys;
    this.databases = databases;
    this.revocations = revocations;
  }

  @Override
  public Future<?> start() {
    stores = AuthStores.in(databases, clock);
    announcements = new Announcements(vertx);
    return stores
        .prepare()
        .compose(prepared -> sweep())
        .compose(swept -> Passwords.open(vertx, config.passwords()))
        .compose(this::serve);
  }

  /** Completes when what a process left undone is done. */
  private Future<Void> sweep() {
    var revoker =
        new Revoker(stores.revocations(), this::announceRevoked, config.tokenLifetime(), clock);
    var userRevocations = new UserRevocations(stores.users(), revoker);
    changes = new UserChanges(stores.users(), userRevocations);
    endings = new Endings(stores.sessions(), revoker, config.sessions(), clock);
    signer = new TokenSigner(vertx, keys, config.security(), ids);
    reports =
        new LoginReports(
            stores.sessions(),
            new BusClient(vertx, config.loginReport()),
            host.contract().operation("activity.record"),
            new SystemToken(signer, clock)::get);
    sweeper =
        new Sweeper(vertx, config.sweepInterval())
            .add("user audit", stores.accounts()::sweep)
            .add("admin guard", stores.users()::repair)
            .add("user revocations", userRevocations::sweep)
            .add("session revocations", endings::sweep)
            .add("login reports", reports::sweep);
    deleter =
        new Sweeper(vertx, DELETE_INTERVAL)
            .add("old revocations", revoker::deleteExpired)
            .add("old login attempts", () -> stores.attempts().clearExpired(clock.instant()))
            .add("old sessions", endings::forget);
    return Future.all(sweeper.start(), deleter.start()).mapEmpty();
  }

  private void announceRevoked(JsonObject message) {
    announcements.publish(Announcements.SESSION_REVOKED, message);
  }

  private Future<Void> serve(Passwords passwords) {
    var news = new UserNews(announcements);
    var users = new UserService(stores.users(), passwords, ids, clock, news);
    return new BootstrapAdmin(stores.users(), users, ids, clock)
        .ensure(config.bootstrapPassword())
        .compose(
            ensured -> {
              endpoints = endpoints();
              serveAccounts(users, news);
              serveSessions(users, passwords);
              endpoints.serve("audit.list", new AuditService(stores.audit())::list);
              return endpoints.registered();
            });
  }

  private BusEndpoints endpoints() {
    var verifier = new JwtVerifier(vertx, keys, config.security(), clock);
    return new BusEndpoints(vertx, host.contract(), revocations.guard(verifier));
  }

  private void serveAccounts(UserService users, UserNews news) {
    PasswordSeal seal = new PasswordSeal(config.sessions().secret());
    var administration = new UserAdminService(stores.users(), users, seal, ids);
    var rights = new UserRightsService(changes, news, ids, clock);
    endpoints
        .serve("auth.register", users::register)
        .serve("auth.me", users::me)
        .serve("user.create", administration::create)
        .serve("user.list", administration::list)
        .serve("user.get", administration::get)
        .serve("user.setRoles", rights::setRoles)
        .serve("user.setSuspension", rights::setSuspension);
  }

  private void serveSessions(UserService users, Passwords passwords) {
    var throttle =
        new LoginThrottle(
            vertx, stores.attempts(), stores.sessions()::knows, config.throttle(), clock);
    var credentials = new CredentialCheck(stores.users(), passwords, throttle);
    var sessions = sessions(users, credentials);
    var live = new OwnSessions(stores.sessions(), users, config.sessions(), clock);
    var own = new OwnSessionService(live, endings, changes, config.sessions(), clock);
    var passwordChange = new PasswordChange(users, credentials, passwords, changes, clock);
    endpoints
        .serve("auth.login", sessions::login)
        .serve("auth.refresh", sessions::refresh)
        .serve("auth.changePassword", passwordChange::change)
        .serve("auth.logout", own::logout)
        .serve("auth.listSessions", own::list)
        .serve("auth.endSession", own::end)
        .serve("auth.endSessions", own::endAll);
  }

  private SessionService sessions(UserService users, CredentialCheck credentials) {
    var families = new TokenFamilies(stores.sessions(), endings, config.sessions(), ids, clock);
    var issuer = new TokenIssuer(signer, config.sessions());
    return new SessionService(families, users, credentials, issuer, announcements, reports, clock);
  }

  @Override
  public Future<?> stop() {
    return endpoints
        .close(config.shutdownPatience())
        .eventually(sweeper::stop)
        .eventually(deleter::stop)
        .eventually(databases::close);
  }
}
