package io.laurel.event;

import io.laurel.audit.MongoAuditStore;
import io.laurel.bus.Announcements;
import io.laurel.bus.Endpoints;
import io.laurel.event.claim.ClaimService;
import io.laurel.event.claim.ClaimStore;
import io.laurel.event.claim.MongoClaimStore;
import io.laurel.event.definition.DefinitionService;
import io.laurel.event.definition.DefinitionStore;
import io.laurel.event.definition.MongoDefinitionStore;
import io.laurel.event.event.Event;
import io.laurel.event.event.EventLifeService;
import io.laurel.event.event.EventService;
import io.laurel.event.event.EventStore;
import io.laurel.event.event.MongoEventStore;
import io.laurel.event.offer.Offers;
import io.laurel.event.reward.MongoRewardStore;
import io.laurel.event.reward.RewardJournal;
import io.laurel.event.reward.RewardLifeService;
import io.laurel.event.reward.RewardService;
import io.laurel.event.reward.RewardStore;
import io.laurel.event.reward.RewardView;
import io.laurel.event.stock.Stock;
import io.laurel.id.Ids;
import io.laurel.launch.Host;
import io.laurel.schedule.Sweeper;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
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

  @Override
  public Future<?> start() {
    MongoAuditStore audit = new MongoAuditStore(databases.audit());
    MongoRewardStore rewards = new MongoRewardStore(databases.events(), audit);
    MongoEventStore events = new MongoEventStore(databases.events(), audit, rewards::dropAllOf);
    MongoDefinitionStore definitions = new MongoDefinitionStore(databases.events(), audit);
    MongoClaimStore claims = new MongoClaimStore(databases.events());
    sweeper =
        new Sweeper(vertx, config.sweepInterval())
            .add("events", events::sweep)
            .add("rewards", rewards::sweep)
            .add("definitions", definitions::sweep);
    return Future.all(
            audit.prepare(),
            events.prepare(),
            rewards.prepare(),
            definitions.prepare(),
            claims.prepare())
        .compose(prepared -> sweeper.start())
        .compose(swept -> serve(events, rewards, definitions, claims));
  }

  private Future<Void> serve(
      EventStore events, RewardStore rewards, DefinitionStore definitions, ClaimStore claims) {
    Clock clock = host.clock();
    Announcements announcements = new Announcements(vertx);
    Ids ids = Ids.by(clock);
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
    EventService eventService = new EventService(events, ids, clock);
    EventLifeService eventLife = new EventLifeService(events, ids, clock, changed);
    DefinitionService definitionService = new DefinitionService(definitions, ids, clock);
    RewardJournal journal = new RewardJournal(ids, clock, changed);
    RewardService rewardService =
        new RewardService(
            rewards,
            eventService,
            definitionService,
            new RewardView(stock),
            journal,
            config.maxRewards());
    RewardLifeService rewardLife = new RewardLifeService(rewards, eventService, stock, journal);
    ClaimService claimService = new ClaimService(claims, offers, stock, ids, clock);
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
            .serve("claim.mine", claimService::mine)
            .serve("claim.get", claimService::get);
    return endpoints
        .registered()
        .compose(
            registered ->
                announcements.listenFor(
                    Announcements.EVENT_STATE_CHANGED, Event.ANNOUNCED_ID, offers::forget));
  }

  @Override
  public Future<?> stop() {
    return endpoints
        .close(config.shutdownPatience())
        .eventually(sweeper::stop)
        .eventually(databases::close);
  }
}
