package io.laurel.auth.session;

import io.laurel.auth.credential.CredentialFeature;
import io.laurel.auth.key.KeyFeature;
import io.laurel.auth.user.UserFeature;
import io.laurel.bus.BusClient;
import io.laurel.bus.Endpoints;
import io.laurel.contract.Operation;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;

/**
 * What begins sessions and keeps them going. Apart from {@link SessionFeature}, because a proof of
 * who signs in asks for the devices that sessions make known.
 */
public final class SignInFeature implements Feature {
  private final LoginReports reports;
  private final SessionService service;

  /** Begins sessions of those users, once they are proved. */
  public SignInFeature(
      Site site,
      SessionFeature sessions,
      UserFeature users,
      CredentialFeature credentials,
      KeyFeature keys) {
    SessionConfig config = sessions.config();
    Operation record = site.contract().operation("activity.record");
    reports =
        new LoginReports(
            sessions.store(),
            new BusClient(site.vertx(), config.loginReport(), config.loginReport(), site.metrics())
                .expect(record),
            record,
            keys::systemToken);
    service =
        new SessionService(
            new TokenFamilies(
                sessions.store(), sessions.revocations(), config, site.ids(), site.clock()),
            users.service(),
            credentials.check(),
            new TokenIssuer(keys.signer(), config),
            site.announcements(),
            reports,
            site.clock());
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("login reports", reports::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("auth.login", service::login).serve("auth.refresh", service::refresh);
  }

  /** What begins sessions of users who were proved by something else than a password. */
  public SignIns signIns() {
    return service;
  }
}
