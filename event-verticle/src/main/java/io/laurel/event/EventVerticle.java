package io.laurel.event;

import io.laurel.bus.Endpoints;
import io.laurel.event.activity.ActivityService;
import io.laurel.event.activity.ActivityStore;
import io.laurel.event.activity.MongoActivityStore;
import io.laurel.event.attempt.AttemptStore;
import io.laurel.event.attempt.MongoAttemptStore;
import io.laurel.event.claim.ClaimService;
import io.laurel.event.claim.ClaimStore;
import io.laurel.event.claim.Judge;
import io.laurel.event.claim.MongoClaimStore;
import io.laurel.event.condition.Criteria;
import io.laurel.event.event.EventService;
import io.laurel.event.event.EventStore;
import io.laurel.event.event.MongoEventStore;
import io.laurel.event.offer.Offers;
import io.laurel.event.progress.ProgressService;
import io.laurel.event.reward.MongoRewardStore;
import io.laurel.event.reward.RewardService;
import io.laurel.event.reward.RewardStore;
import io.laurel.event.stock.Stock;
import io.laurel.id.Ids;
import io.laurel.launch.Host;
import io.laurel.mongo.MongoDatabase;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves events, rewards and claims on the bus. */
public final class EventVerticle extends VerticleBase {
  private final Host host;
  private final EventConfig config;
  private final MongoDatabase database;
  private final TokenVerifier verifier;
  private Endpoints endpoints;

  /** A verticle on that database, which it closes when it stops. */
  public EventVerticle(
      Host host, EventConfig config, MongoDatabase database, TokenVerifier verifier) {
    this.host = host;
    this.config = config;
    this.database = database;
    this.verifier = verifier;
  }

  /** Where everything is kept. */
  private record Stores(
      EventStore events,
      RewardStore rewards,
      ClaimStore claims,
      ActivityStore activities,
      AttemptStore attempts) {
    Future<?> prepare() {
      return Future.all(
          events.prepare(),
          rewards.prepare(),
          claims.prepare(),
          activities.prepare(),
          attempts.prepare());
    }
  }

  @Override
  public Future<?> start() {
    Stores stores =
        new Stores(
            new MongoEventStore(database),
            new MongoRewardStore(database),
            new MongoClaimStore(database),
            new MongoActivityStore(database),
            new MongoAttemptStore(database));
    return stores.prepare().compose(prepared -> serve(stores));
  }

  private Future<Void> serve(Stores stores) {
    EventStore events = stores.events();
    RewardStore rewards = stores.rewards();
    ClaimStore claims = stores.claims();
    Ids ids = Ids.by(host.clock());
    Stock stock = new Stock(rewards, claims, config.stock(), System::nanoTime);
    Offers offers =
        new Offers(
            events,
            rewards,
            new Offers.Limits(config.offerMaxAge(), config.offerCacheSize(), config.maxRewards()),
            System::nanoTime);
    Criteria criteria = new Criteria(this::warmUpExpressions);
    EventService eventService =
        new EventService(events, ids, host.clock(), criteria, offers::forget);
    RewardService rewardService =
        new RewardService(
            rewards,
            eventService,
            stock,
            ids,
            host.clock(),
            new RewardService.Setup(config.maxRewards(), criteria, offers::forget));
    ActivityService activityService =
        new ActivityService(
            stores.activities(), config.gameDay().days(), config.activity(), host.clock());
    Judge judge = new Judge(offers, activityService, criteria, host.clock());
    ClaimService claimService =
        new ClaimService(claims, stores.attempts(), judge, stock, ids, host.clock());
    ProgressService progressService = new ProgressService(judge, claims, stock);
    endpoints =
        new Endpoints(vertx, host.contract(), verifier)
            .serve("event.create", eventService::create)
            .serve("event.list", eventService::list)
            .serve("event.get", eventService::get)
            .serve("event.setState", eventService::setState)
            .serve("reward.create", rewardService::create)
            .serve("reward.list", rewardService::list)
            .serve("reward.get", rewardService::get)
            .serve("claim.submit", claimService::submit)
            .serve("claim.mine", claimService::mine)
            .serve("claim.get", claimService::get)
            .serve("activity.record", activityService::record)
            .serve("activity.checkIn", activityService::checkIn)
            .serve("progress.mine", progressService::mine)
            .serve("progress.get", progressService::get);
    return endpoints.registered();
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
    Future<Void> left =
        endpoints == null ? Future.succeededFuture() : endpoints.close(config.shutdownPatience());
    return left.eventually(database::close);
  }
}
