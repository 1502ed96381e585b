package io.laurel.event.claims.redemption;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.bus.TestEndpoints;
import io.laurel.contract.Contract;
import io.laurel.event.EventFeatures;
import io.laurel.event.StandIns;
import io.laurel.event.TestSite;
import io.laurel.event.catalog.event.EventStore;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.event.MongoEventStore;
import io.laurel.event.catalog.offer.OfferConfig;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.MongoRewardStore;
import io.laurel.event.catalog.reward.RewardStore;
import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.event.claims.claim.MongoClaimStore;
import io.laurel.id.Ids;
import io.laurel.mongo.MongoDatabase;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** An event process that makes and redeems codes, on an event loop of its own. */
final class CodeNode {
  private static final Contract CONTRACT = Contract.load();

  /** What several nodes have in common. */
  record World(
      EventStore events,
      RewardStore rewards,
      ClaimStore claims,
      TestRedemptions redemptions,
      InMemoryAuditStore audit) {
    static World inMemory() {
      InMemoryAuditStore audit = new InMemoryAuditStore();
      return new World(
          new InMemoryEventStore(audit),
          new InMemoryRewardStore(audit),
          new InMemoryClaimStore(audit),
          TestRedemptions.inMemory(),
          audit);
    }

    /** In that database, and prepared. */
    static World in(MongoDatabase database) {
      InMemoryAuditStore audit = new InMemoryAuditStore();
      World world =
          new World(
              new MongoEventStore(database, audit, event -> Future.succeededFuture()),
              new MongoRewardStore(database, audit),
              new MongoClaimStore(database, audit),
              TestRedemptions.in(database),
              audit);
      Future.all(
              world.events.prepare(),
              world.rewards.prepare(),
              world.claims.prepare(),
              world.redemptions.prepare())
          .await();
      return world;
    }
  }

  private final Context loop;
  private final TestEndpoints operations = new TestEndpoints();

  /** Nanoseconds that this node has lived: ages pass when a test says so. */
  final AtomicLong nanos = new AtomicLong();

  CodeNode(Vertx vertx, World world, Clock clock) {
    this(vertx, world, clock, Map.of());
  }

  CodeNode(Vertx vertx, World world, Clock clock, Map<String, ?> others) {
    this(vertx, world, clock, others, Duration.ZERO);
  }

  /**
   * A node that is told other settings.
   *
   * @param offerMaxAge how old what it knows of an event may be
   */
  CodeNode(Vertx vertx, World world, Clock clock, Map<String, ?> others, Duration offerMaxAge) {
    Map<String, Object> settings = new HashMap<>(Map.of("ACCESS_REFUSAL_MS", 0));
    settings.putAll(others);
    loop = vertx.getOrCreateContext();
    StandIns standIns =
        world
            .redemptions()
            .addTo(new StandIns())
            .add(EventStore.class, world.events())
            .add(RewardStore.class, world.rewards())
            .add(ClaimStore.class, world.claims())
            .add(OfferConfig.class, new OfferConfig(offerMaxAge, 100));
    EventFeatures.of(
            TestSite.of(
                vertx,
                settings,
                clock,
                nanos::get,
                new java.util.Random(),
                Ids.by(clock),
                standIns))
        .forEach(feature -> feature.serve(operations));
  }

  /** Lets what the node remembers get older. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  Future<Reply> redeem(String userId, String code) {
    return call("claim.redeem", Role.USER, userId, new JsonObject().put("code", code));
  }

  Future<Reply> call(String operation, Role role, String userId, JsonObject message) {
    return call(operation, role, userId, message, Origin.UNKNOWN);
  }

  /** An admitted call, on this node's loop. */
  Future<Reply> call(
      String operation, Role role, String userId, JsonObject message, Origin origin) {
    Principal caller = new Principal(userId, "ada", "ses_1", Set.of(role), 0, Instant.MAX);
    JsonObject admitted = CONTRACT.operation(operation).admit(caller, message);
    Call call = new Call(operation, caller, admitted, "req", origin);
    Promise<Reply> answer = Promise.promise();
    loop.runOnContext(
        run -> {
          try {
            operations.handle(call).onComplete(answer);
          } catch (RuntimeException e) {
            answer.fail(e);
          }
        });
    return answer.future();
  }
}
