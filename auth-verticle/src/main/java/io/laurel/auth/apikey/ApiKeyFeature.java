package io.laurel.auth.apikey;

import io.laurel.auth.key.AccessTokenConfig;
import io.laurel.auth.key.KeyFeature;
import io.laurel.auth.revocation.RevocationFeature;
import io.laurel.auth.user.UserFeature;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Endpoints;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** Keys by which machines sign in. */
public final class ApiKeyFeature implements Feature {
  private final ApiKeyStore store;
  private final KeyRevocations revocations;
  private final ApiKeyService service;
  private final KeyLogin login;

  /** Keys of those users, traded for tokens that are signed by {@code keys}. */
  public ApiKeyFeature(
      Site site, UserFeature users, RevocationFeature revocation, KeyFeature keys) {
    UserService accounts = users.service();
    store =
        site.supply(ApiKeyStore.class, () -> new MongoApiKeyStore(site.database(), site.audit()));
    revocations = new KeyRevocations(store, revocation.revoker());
    service =
        new ApiKeyService(store, accounts, revocations, site.ids(), site.random(), site.clock());
    login =
        new KeyLogin(
            store,
            accounts,
            keys.signer(),
            AccessTokenConfig.of(site.settings()).ttl(),
            site.clock());
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("key audit", store::sweep).add("key revocations", revocations::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("key.create", service::create)
        .serve("key.list", service::list)
        .serve("key.revoke", service::revoke)
        .serve("auth.keyLogin", login::login);
  }
}
