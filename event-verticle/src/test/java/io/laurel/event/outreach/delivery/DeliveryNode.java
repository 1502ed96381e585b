package io.laurel.event.outreach.delivery;

import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.bus.TestEndpoints;
import io.laurel.event.EventFeatures;
import io.laurel.event.StandIns;
import io.laurel.event.TestSite;
import io.laurel.event.catalog.endpoint.EndpointDirectory;
import io.laurel.event.catalog.event.EventStore;
import io.laurel.event.catalog.reward.RewardStore;
import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.event.outreach.channel.Courier;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.id.Ids;
import io.laurel.schedule.Sweeper;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** An event process that delivers, on an event loop of its own. */
final class DeliveryNode {
  /** Short waits; circuits never open, which is a test of its own. */
  static final Map<String, ?> SETTINGS =
      Map.of(
          "DELIVERY_SCHEDULE", "0,5,30",
          "DELIVERY_POLL_MS", 50,
          "DELIVERY_CIRCUIT_FAILURES", 1_000);

  /** What several nodes have in common. */
  record World(
      EventStore events,
      RewardStore rewards,
      ClaimStore claims,
      DeliveryStore deliveries,
      TestEndpointDirectory endpoints,
      Game game,
      Clock clock) {
    /** The same for a node that sees the deliveries otherwise. */
    World with(DeliveryStore other) {
      return new World(events, rewards, claims, other, endpoints, game, clock);
    }
  }

  private final Context loop;
  private final TestEndpoints operations = new TestEndpoints();
  private final List<Feature> features;

  /**
   * A node that sends from now on, after it has swept.
   *
   * @param nanos how it sees time pass
   */
  DeliveryNode(Vertx vertx, World world, Map<String, ?> settings, LongSupplier nanos) {
    loop = vertx.getOrCreateContext();
    StandIns standIns =
        new StandIns()
            .add(EventStore.class, world.events())
            .add(RewardStore.class, world.rewards())
            .add(ClaimStore.class, world.claims())
            .add(DeliveryStore.class, world.deliveries())
            .add(EndpointDirectory.class, world.endpoints())
            .add(Courier.class, world.game());
    Site site =
        TestSite.of(
            vertx, settings, world.clock(), nanos, new Random(), Ids.by(world.clock()), standIns);
    features = EventFeatures.of(site);
    Feature delivery =
        features.stream().filter(DeliveryFeature.class::isInstance).findFirst().orElseThrow();
    Sweeper sweeper = new Sweeper(vertx, Duration.ofMillis(200));
    on(() -> {
          features.forEach(feature -> feature.serve(operations));
          delivery.sweepers(sweeper);
          return sweeper
              .start()
              // One whose store dies never gets to the end of it.
              .onSuccess(swept -> delivery.listen(site.announcements()));
        })
        .await();
  }

  /** A node that sees time pass as everybody does. */
  DeliveryNode(Vertx vertx, World world, Map<String, ?> settings) {
    this(vertx, world, settings, System::nanoTime);
  }

  /** A node of the usual settings. */
  DeliveryNode(Vertx vertx, World world) {
    this(vertx, world, SETTINGS);
  }

  /** Claims as that user; the claim as answered. */
  Future<JsonObject> claim(String userId, String eventId) {
    return call("claim.submit", Role.USER, userId, new JsonObject().put("eventId", eventId));
  }

  /** Calls an operation as a member of staff. */
  Future<JsonObject> staff(String operation, JsonObject message) {
    return call(operation, Role.OPERATOR, "usr_olga", message);
  }

  Future<JsonObject> call(String operation, Role role, String userId, JsonObject message) {
    Principal caller = new Principal(userId, "ada", "ses_1", Set.of(role), 0, Instant.MAX);
    Call call = new Call(operation, caller, message, "req", Origin.UNKNOWN);
    return on(() -> operations.handle(call)).map(Reply::body);
  }

  private <T> Future<T> on(Supplier<Future<T>> work) {
    Promise<T> answer = Promise.promise();
    loop.runOnContext(
        run -> {
          try {
            work.get().onComplete(answer);
          } catch (RuntimeException | AssertionError e) {
            answer.fail(e);
          }
        });
    return answer.future();
  }
}
