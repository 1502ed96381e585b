package io.laurel.auth;

import io.laurel.auth.apikey.ApiKeyFeature;
import io.laurel.auth.audit.AuditFeature;
import io.laurel.auth.credential.CredentialFeature;
import io.laurel.auth.exchange.ExchangeFeature;
import io.laurel.auth.key.KeyFeature;
import io.laurel.auth.lastadmin.LastAdminFeature;
import io.laurel.auth.password.PasswordFeature;
import io.laurel.auth.provider.ProviderFeature;
import io.laurel.auth.revocation.RevocationFeature;
import io.laurel.auth.session.SessionFeature;
import io.laurel.auth.session.SignInFeature;
import io.laurel.auth.throttle.ThrottleFeature;
import io.laurel.auth.user.AccountFeature;
import io.laurel.auth.user.ReservedNames;
import io.laurel.auth.user.UserFeature;
import io.laurel.config.ConfigException;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.security.KeyRing;
import java.util.List;

/** What an auth process is made of. */
final class AuthFeatures {
  private AuthFeatures() {}

  /**
   * Each feature after those it builds on; nothing is touched yet.
   *
   * @param ring what access tokens are signed by
   * @throws ConfigException where an operator has to change something
   */
  static List<Feature> of(Site site, KeyRing ring) {
    var keys = new KeyFeature(site, ring);
    var revocation = new RevocationFeature(site);
    var passwords = new PasswordFeature(site);
    var providers = new ProviderFeature(site);
    var accounts = new AccountFeature(site);
    var audit = new AuditFeature(site, accounts);
    var lastAdmin = new LastAdminFeature(site, accounts);
    var reserved = new ReservedNames(providers.names());
    var users = new UserFeature(site, accounts, lastAdmin.guard(), reserved, passwords, revocation);
    var sessions = new SessionFeature(site, users, revocation);
    var throttle = new ThrottleFeature(site, sessions.devices());
    var credentials = new CredentialFeature(site, users, passwords, throttle);
    var signIn = new SignInFeature(site, sessions, users, credentials, keys);
    var exchange = new ExchangeFeature(site, providers, users, signIn);
    var apiKeys = new ApiKeyFeature(site, users, revocation, keys);
    return List.of(
        keys,
        revocation,
        passwords,
        providers,
        accounts,
        audit,
        lastAdmin,
        users,
        sessions,
        throttle,
        credentials,
        signIn,
        exchange,
        apiKeys);
  }
}
