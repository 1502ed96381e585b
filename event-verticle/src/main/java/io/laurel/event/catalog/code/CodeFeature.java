package io.laurel.event.catalog.code;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;

/** Codes: what coded rewards hand out, sealed until it is granted. */
public final class CodeFeature implements Feature {
  private final CodeStore store;
  private final CodeVault vault;
  private final CodeService service;

  /** The room at that site. */
  public CodeFeature(Site site, EventFeature events, RewardFeature rewards) {
    store = site.supply(CodeStore.class, () -> new MongoCodeStore(site.database()));
    vault = new CodeVault(store, new CodeSeal(SealConfig.of(site.settings())), site.vertx());
    service = new CodeService(vault, events.events(), rewards.codedStock());
    rewards.onDeletion(store::dropAllOf);
  }

  /** Where codes lie. */
  public CodeVault vault() {
    return vault;
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("reward.importCodes", service::importCodes);
  }
}
