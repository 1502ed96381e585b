package io.laurel.event.claims.claim;

import io.laurel.bus.Call;
import io.laurel.bus.Deadline;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.bus.TestEndpoints;
import io.laurel.event.EventFeatures;
import io.laurel.event.StandIns;
import io.laurel.event.TestSite;
import io.laurel.event.catalog.event.EventStore;
import io.laurel.event.catalog.offer.OfferConfig;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardStore;
import io.laurel.event.claims.attempt.AttemptStore;
import io.laurel.event.claims.attempt.InMemoryAttemptStore;
import io.laurel.event.facts.activity.ActivityStore;
import io.laurel.event.facts.activity.InMemoryActivityStore;
import io.laurel.id.Ids;
import io.laurel.security.Principal;
import io.laurel.security.Role;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one event process holds in memory, on an event loop of its own. */
public final class Node {
  /** What several nodes have in common. */
  public record Stores(
      EventStore events,
      RewardStore rewards,
      ClaimStore claims,
      ActivityStore activities,
      AttemptStore attempts) {}

  private final Context loop;
  private final TestEndpoints operations = new TestEndpoints();

  public Node(Vertx vertx, EventStore events, RewardStore rewards, ClaimStore claims, Clock clock) {
    this(
        vertx,
        new Stores(
            events, rewards, claims, new InMemoryActivityStore(), new InMemoryAttemptStore()),
        clock,
        Duration.ofMillis(500));
  }

  public Node(Vertx vertx, Stores stores, Clock clock, Duration offerMaxAge) {
    this(vertx, stores, clock, offerMaxAge, Map.of());
  }

  public Node(
      Vertx vertx, Stores stores, Clock clock, Duration offerMaxAge, Map<String, ?> settings) {
    this.loop = vertx.getOrCreateContext();
    StandIns standIns =
        new StandIns()
            .add(EventStore.class, stores.events())
            .add(RewardStore.class, stores.rewards())
            .add(ClaimStore.class, stores.claims())
            .add(ActivityStore.class, stores.activities())
            .add(AttemptStore.class, stores.attempts())
            // Tests may keep one for longer than a process may be told to.
            .add(OfferConfig.class, new OfferConfig(offerMaxAge, 100));
    EventFeatures.of(TestSite.of(vertx, settings, clock, Ids.by(clock), standIns))
        .forEach(feature -> feature.serve(operations));
  }

  /** Claims on this node's loop; {@code rewardId} and {@code key} may be null. */
  public Future<Reply> claim(String userId, String eventId, String rewardId, String key) {
    JsonObject message = new JsonObject().put("eventId", eventId);
    if (rewardId != null) {
      message.put("rewardId", rewardId);
    }
    if (key != null) {
      message.put("Idempotency-Key", key);
    }
    return run(call("claim.submit", userId, message));
  }

  /** The same of who waits so long for an answer. */
  public Future<Reply> claimWithin(Duration patience, String userId, String eventId, String key) {
    JsonObject message = keyed(new JsonObject().put("eventId", eventId), key);
    return run(waiting(patience, call("claim.submit", userId, message)));
  }

  /** Claims all that is to be had, of who waits so long for an answer. */
  public Future<Reply> claimAllWithin(Duration patience, String userId, String key) {
    return run(waiting(patience, call("claim.submitAll", userId, keyed(new JsonObject(), key))));
  }

  private static Call waiting(Duration patience, Call call) {
    return new Call(
        call.operation(),
        call.principal(),
        call.message(),
        call.requestId(),
        call.origin(),
        Deadline.in(patience),
        null);
  }

  /** Claims a reward so often in one, on this node's loop. */
  public Future<Reply> claimSeveral(String userId, Reward reward, int count) {
    JsonObject message =
        new JsonObject()
            .put("eventId", reward.eventId())
            .put("rewardId", reward.id())
            .put("count", count);
    return run(call("claim.submit", userId, message));
  }

  /** Claims all of an event's rewards together, with whatever else is said. */
  Future<Reply> claimTogether(String userId, String eventId, JsonObject others) {
    return run(call("claim.submit", userId, others.copy().put("eventId", eventId)));
  }

  /** The same by a game server for that player, both null for none. */
  public Future<Reply> claimFor(String service, String player, String eventId, String key) {
    JsonObject message = new JsonObject().put("eventId", eventId);
    if (player != null) {
      message.put("userId", player);
    }
    if (key != null) {
      message.put("Idempotency-Key", key);
    }
    return run(call("claim.submit", Role.SERVICE, service, message));
  }

  /** The user's own progress, on this node's loop. */
  public Future<JsonObject> progress(String userId, String eventId) {
    JsonObject message = new JsonObject().put("eventId", eventId);
    return run(call("progress.mine", userId, message)).map(Reply::body);
  }

  /** What a member of staff decides, on this node's loop; reason and notes where it takes them. */
  public Future<Reply> decide(String operation, String staffId, String claimId, String text) {
    JsonObject message = new JsonObject().put("claimId", claimId).put("reason", text);
    return run(call(operation, Role.OPERATOR, staffId, message.put("notes", text)));
  }

  /** The same decision about several claims, on this node's loop; {@code reason} may be null. */
  public Future<JsonObject> decideMany(
      String staffId, String decision, List<String> claimIds, String reason) {
    JsonObject message =
        new JsonObject().put("decision", decision).put("claimIds", new JsonArray(claimIds));
    if (reason != null) {
      message.put("reason", reason);
    }
    return run(call("claim.decideMany", Role.OPERATOR, staffId, message)).map(Reply::body);
  }

  /** One claim as that caller sees it, on this node's loop. */
  public Future<JsonObject> get(Role role, String userId, String claimId) {
    JsonObject message = new JsonObject().put("claimId", claimId);
    return run(call("claim.get", role, userId, message)).map(Reply::body);
  }

  /** What a player can have now, on this node's loop; {@code cursor} null for the first page. */
  public Future<JsonObject> claimables(String userId, int limit, String cursor) {
    JsonObject message = new JsonObject().put("limit", limit);
    if (cursor != null) {
      message.put("cursor", cursor);
    }
    return run(call("claimable.list", userId, message)).map(Reply::body);
  }

  /** Claims all that is to be had, on this node's loop; {@code key} may be null. */
  public Future<Reply> claimAll(String userId, String key) {
    return run(call("claim.submitAll", userId, keyed(new JsonObject(), key)));
  }

  /** The same by a game server for that player, both null for none. */
  public Future<Reply> claimAllFor(String service, String player, String key) {
    JsonObject message = player == null ? new JsonObject() : new JsonObject().put("userId", player);
    return run(call("claim.submitAll", Role.SERVICE, service, keyed(message, key)));
  }

  private static JsonObject keyed(JsonObject message, String key) {
    return key == null ? message : message.put("Idempotency-Key", key);
  }

  private static Call call(String operation, String userId, JsonObject message) {
    return call(operation, Role.USER, userId, message);
  }

  private static Call call(String operation, Role role, String userId, JsonObject message) {
    Principal caller = new Principal(userId, "ada", "ses_1", Set.of(role), 0, Instant.MAX);
    return new Call(operation, caller, message, "req", Origin.UNKNOWN);
  }

  private Future<Reply> run(Call call) {
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
