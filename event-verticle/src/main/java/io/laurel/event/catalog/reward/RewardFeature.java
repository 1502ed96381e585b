package io.laurel.event.catalog.reward;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.definition.DefinitionFeature;
import io.laurel.event.catalog.edit.Contents;
import io.laurel.event.catalog.endpoint.EndpointFeature;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.facts.condition.ConditionFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Rewards: what an event gives, and under which terms. */
public final class RewardFeature implements Feature {
  private final RewardConfig config;
  private final RewardStore store;
  private final RewardJournal journal;
  private final RewardService service;
  private final RewardLifecycleService life;
  private final Contents contents = new Contents();

  /** The room at that site. */
  public RewardFeature(
      Site site,
      ConditionFeature conditions,
      EventFeature events,
      DefinitionFeature definitions,
      EndpointFeature endpoints,
      StockFeature stock) {
    config = RewardConfig.of(site.settings());
    store =
        site.supply(
            RewardStore.class,
            () -> new MongoRewardStore(site.database(), site.audit(), contents::removeOf));
    journal = new RewardJournal(site.ids(), site.clock(), conditions.criteria(), events::changed);
    Destinations destinations = new Destinations(endpoints.endpoints());
    service =
        new RewardService(
            store,
            events.events(),
            definitions.definitions(),
            new RewardView(stock.stock()),
            journal,
            destinations,
            config.maxOfEvent());
    life = new RewardLifecycleService(store, events.events(), stock.stock(), journal, destinations);
    stock.takeFrom(store);
    events.onDeletion(store::dropAllOf);
  }

  /** All rewards of an event, oldest first. */
  public Future<List<Reward>> ofEvent(String eventId) {
    return store.ofEvent(eventId, config.maxOfEvent());
  }

  /** All rewards of those events, by one read; of each, oldest first. */
  public Future<List<Reward>> ofEvents(Collection<String> eventIds) {
    return store.ofEvents(eventIds);
  }

  /**
   * Keeps new rewards of an event whose own entry tells of them; those of whose ids there is one
   * stay as they are.
   */
  public Future<Void> insertAll(List<Reward> rewards) {
    return store.insertAll(rewards);
  }

  /** The stock of those rewards that hand out codes. */
  public CodedStock codedStock() {
    return new CodedStock(store, journal);
  }

  /**
   * Takes away what belongs to a deleted reward, given its id; may be asked again. To be registered
   * before {@link #prepare}.
   */
  public void onDeletion(Function<String, Future<Void>> remover) {
    contents.add(remover);
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("rewards", store::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("reward.create", service::create)
        .serve("reward.list", service::list)
        .serve("reward.get", service::get)
        .serve("reward.update", life::update)
        .serve("reward.delete", life::delete);
  }
}
