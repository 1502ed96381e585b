package io.laurel.event.claim;

import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.event.event.EventStore;
import io.laurel.event.offer.Offers;
import io.laurel.event.reward.RewardStore;
import io.laurel.event.stock.Stock;
import io.laurel.event.stock.StockConfig;
import io.laurel.id.Ids;
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
import java.util.Set;

/** What one event process holds in memory, on an event loop of its own. */
final class Node {
  private static final StockConfig STOCK =
      new StockConfig(500, Duration.ofMillis(20), Duration.ZERO);

  private final Context loop;
  private final ClaimService service;

  Node(Vertx vertx, EventStore events, RewardStore rewards, ClaimStore claims, Clock clock) {
    this(vertx, events, rewards, claims, clock, Duration.ofMillis(500));
  }

  Node(
      Vertx vertx,
      EventStore events,
      RewardStore rewards,
      ClaimStore claims,
      Clock clock,
      Duration offerMaxAge) {
    this.loop = vertx.getOrCreateContext();
    Offers offers =
        new Offers(events, rewards, new Offers.Limits(offerMaxAge, 100, 100), System::nanoTime);
    Stock stock = new Stock(rewards, claims, STOCK, System::nanoTime);
    this.service = new ClaimService(claims, offers, stock, Ids.by(clock), clock);
  }

  /** Claims on this node's loop; {@code rewardId} and {@code key} may be null. */
  Future<Reply> claim(String userId, String eventId, String rewardId, String key) {
    JsonObject message = new JsonObject().put("eventId", eventId);
    if (rewardId != null) {
      message.put("rewardId", rewardId);
    }
    if (key != null) {
      message.put("Idempotency-Key", key);
    }
    Principal caller = new Principal(userId, "ada", "ses_1", Set.of(Role.USER), 0, Instant.MAX);
    Promise<Reply> answer = Promise.promise();
    loop.runOnContext(
        run -> {
          try {
            service
                .submit(new Call("claim.submit", caller, message, "req", Origin.UNKNOWN))
                .onComplete(answer);
          } catch (RuntimeException e) {
            answer.fail(e);
          }
        });
    return answer.future();
  }
}
