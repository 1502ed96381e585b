package io.laurel.event;

import io.laurel.audit.MongoAuditStore;
import io.laurel.bus.Announcements;
import io.laurel.bus.Endpoints;
import io.laurel.event.activity.ActivityService;
import io.laurel.event.activity.MongoActivityStore;
import io.laurel.event.attempt.MongoAttemptStore;
import io.laurel.event.claim.ClaimService;
import io.laurel.event.claim.ClaimStore;
import io.laurel.event.claim.Judge;
import io.laurel.event.claim.MongoClaimStore;
import io.laurel.event.condition.Criteria;
import io.laurel.event.definition.DefinitionService;
import io.laurel.event.definition.MongoDefinitionStore;
import io.laurel.event.event.Event;
import io.laurel.event.event.EventLifeService;
import io.laurel.event.event.EventService;
import io.laurel.event.event.EventStore;
import io.laurel.event.event.MongoEventStore;
import io.laurel.event.history.HistoryService;
import io.laurel.event.history.MongoClaimHistory;
import io.laurel.event.offer.Offers;
import io.laurel.event.progress.ProgressService;
import io.laurel.event.reward.MongoRewardStore;
import io.laurel.event.reward.RewardJournal;
import io.laurel.event.reward.RewardLifeService;
import io.laurel.event.reward.RewardService;
import io.laurel.event.reward.RewardStore;
import io.laurel.event.reward.RewardView;
import io.laurel.event.stock.Stock;
import io.laurel.id.Ids;
import io.laurel.launch.Host;
import io.laurel.mongo.MongoDatabase;
import io.laurel.schedule.Sweeper;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Serves events, rewards and claims on the bus. Closes the databases it is given. */
final class EventVerticle extends VerticleBase {
  private final Host host;
  private final EventConfig config;
  private final EventDatabases databases;
  private final TokenVerifier verifier;
  private Sweeper sweeper;
  private Endpoints endpoints;

  EventVerticle(Host host, EventConfig config, EventDatabases databases, TokenVerifier verifier) {
    this.host = host;
    this.config = config;
    this.databases = databases;
    this.verifier = verifier;
  }

  /** Where everything is kept. */
  private record Stores(
      MongoAuditStore audit,
      MongoEventStore events,
      MongoRewardStore rewards,
      MongoDefinitionStore definitions,
      MongoClaimStore claims,
      MongoClaimHistory history,
      MongoActivityStore activities,
      MongoAttemptStore attempts) {
    static Stores of(EventDatabases databases) {
      MongoDatabase own = databases.events();
      MongoAuditStore audit = new MongoAuditStore(databases.audit());
      MongoRewardStore rewards = new MongoRewardStore(own, audit);
      return new Stores(
          audit,
          new MongoEventStore(own, audit, rewards::dropAllOf),
          rewards,
          new MongoDefinitionStore(own, audit),
          new MongoClaimStore(own),
          new MongoClaimHistory(own),
          new MongoActivityStore(own),
          new MongoAttemptStore(own));
    }

    Future<?> prepare() {
      return Future.all(
          List.of(
              audit.prepare(),
              events.prepare(),
              rewards.prepare(),
              definitions.prepare(),
              claims.prepare(),
              history.prepare(),
              activities.prepare(),
              attempts.prepare()));
    }
  }

  @Override
  public Future<?> start() {
    Stores stores = Stores.of(databases);
    sweeper =
        new Sweeper(vertx, config.sweepInterval())
            .add("events", stores.events()::sweep)
            .add("rewards", stores.rewards()::sweep)
            .add("definitions", stores.definitions()::sweep);
    return stores.prepare().compose(prepared -> sweeper.start()).compose(swept -> serve(stores));
  }

  private Future<Void> serve(Stores stores) {
    EventStore events = stores.events();
    RewardStore rewards = stores.rewards();
    ClaimStore claims = stores.claims();
    Clock clock = host.clock();
    Ids ids = Ids.by(clock);
    Announcements announcements = new Announcements(vertx);
    Stock stock = new Stock(rewards, claims, config.stock(), System::nanoTime);
    Offers offers =
        new Offers(
            events,
            rewards,
            new Offers.Limits(config.offerMaxAge(), config.offerCacheSize(), config.maxRewards()),
            System::nanoTime);
    Consumer<Event> changed =
        event -> {
          offers.forget(event.id());
          announcements.publish(Announcements.EVENT_STATE_CHANGED, event.toAnnouncement());
        };
    Criteria criteria = new Criteria(this::warmUpExpressions);
    EventService eventService = new EventService(events, ids, clock, criteria);
    EventLifeService eventLife = new EventLifeService(events, ids, clock, criteria, changed);
    DefinitionService definitionService = new DefinitionService(stores.definitions(), ids, clock);
    RewardJournal journal = new RewardJournal(ids, clock, criteria, changed);
    RewardService rewardService =
        new RewardService(
            rewards,
            eventService,
            definitionService,
            new RewardView(stock),
            journal,
            config.maxRewards());
    RewardLifeService rewardLife = new RewardLifeService(rewards, eventService, stock, journal);
    ActivityService activityService =
        new ActivityService(stores.activities(), config.gameDay().days(), config.activity(), clock);
    Judge judge = new Judge(offers, activityService, criteria, clock);
    ClaimService claimService =
        new ClaimService(claims, stores.attempts(), judge, stock, ids, clock);
    HistoryService historyService = new HistoryService(stores.history(), config.exportPage());
    ProgressService progressService = new ProgressService(judge, claims, stock);
    endpoints =
        new Endpoints(vertx, host.contract(), verifier)
            .serve("event.create", eventService::create)
            .serve("event.list", eventService::list)
            .serve("event.get", eventService::get)
            .serve("event.setState", eventLife::setState)
            .serve("event.update", eventLife::update)
            .serve("event.delete", eventLife::delete)
            .serve("reward.create", rewardService::create)
            .serve("reward.list", rewardService::list)
            .serve("reward.get", rewardService::get)
            .serve("reward.update", rewardLife::update)
            .serve("reward.delete", rewardLife::delete)
            .serve("definition.create", definitionService::create)
            .serve("definition.list", definitionService::list)
            .serve("definition.get", definitionService::get)
            .serve("definition.update", definitionService::update)
            .serve("claim.submit", claimService::submit)
            .serve("claim.mine", historyService::mine)
            .serve("claim.list", historyService::list)
            .serve("claim.export", historyService::export)
            .serve("claim.get", claimService::get)
            .serve("activity.record", activityService::record)
            .serve("activity.checkIn", activityService::checkIn)
            .serve("progress.mine", progressService::mine)
            .serve("progress.get", progressService::get);
    return endpoints
        .registered()
        .compose(
            registered ->
                announcements.listenFor(
                    Announcements.EVENT_STATE_CHANGED, Event.ANNOUNCED_ID, offers::forget));
  }

  private Future<Void> warmUpExpressions() {
    return vertx.executeBlocking(
        () -> {
          Criteria.warmUp();
          return null;
        });
  }

  @Override
  public Future<?> stop() {
    return endpoints
        .close(config.shutdownPatience())
        .eventually(sweeper::stop)
        .eventually(databases::close);
  }
}
