package io.laurel.auth.user;

import io.laurel.auth.password.PasswordFeature;
import io.laurel.auth.revocation.RevocationFeature;
import io.laurel.bus.Endpoints;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** Users: who opens an account, what it may do, and that somebody is there to say so. */
public final class UserFeature implements Feature {
  private final UserStore store;
  private final UserConfig config;
  private final UserService service;
  private final UserAdminService administration;
  private final UserRightsService rights;
  private final UserRevocations revocations;
  private final UserChanges changes;
  private final ReservedNames reserved;
  private final ExternalAccounts externals;
  private final BootstrapAdmin bootstrap;

  /**
   * Users of these accounts, watched by that guard, so that an ADMIN remains.
   *
   * @param reserved names that nobody takes for herself
   */
  public UserFeature(
      Site site,
      AccountFeature accounts,
      AdminGuard guard,
      ReservedNames reserved,
      PasswordFeature passwords,
      RevocationFeature revocation) {
    store = accounts.guarded(guard);
    var news = new UserNews(site.announcements());
    config = UserConfig.of(site.settings());
    this.reserved = reserved;
    service =
        new UserService(store, passwords.passwords(), site.ids(), site.clock(), news, reserved);
    externals = new ExternalAccounts(store, site.ids(), site.clock(), news);
    administration = new UserAdminService(store, service, passwords.seal(), site.ids());
    revocations = new UserRevocations(store, revocation.revoker());
    changes = new UserChanges(store, revocations);
    rights = new UserRightsService(changes, news, site.ids(), site.clock());
    bootstrap = new BootstrapAdmin(store, service, site.ids(), site.clock());
  }

  /** The first ADMIN is there before anybody is served, who could take its name. */
  @Override
  public Future<?> prepare() {
    return bootstrap.ensure(config.bootstrapPassword());
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("user revocations", revocations::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("auth.register", service::register)
        .serve("auth.me", service::me)
        .serve("player.check", service::checkPlayer)
        .serve("user.create", administration::create)
        .serve("user.list", administration::list)
        .serve("user.get", administration::get)
        .serve("user.setRoles", rights::setRoles)
        .serve("user.setSuspension", rights::setSuspension);
  }

  /** The accounts, for who proves users. */
  public LoginAccounts logins() {
    return store;
  }

  /** What opens and finds accounts. */
  public UserService service() {
    return service;
  }

  /** What changes them. */
  public UserChanges changes() {
    return changes;
  }

  /** Names that nobody takes for herself. */
  public ReservedNames reserved() {
    return reserved;
  }

  /** The accounts of those who sign in elsewhere. */
  public ExternalAccounts externals() {
    return externals;
  }
}
