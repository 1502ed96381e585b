package io.laurel.event.claim;

import io.laurel.bus.Announcements;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.event.Fixtures;
import io.laurel.event.activity.ActivityConfig;
import io.laurel.event.activity.ActivityService;
import io.laurel.event.activity.ActivityStore;
import io.laurel.event.activity.InMemoryActivityStore;
import io.laurel.event.attempt.AttemptStore;
import io.laurel.event.attempt.InMemoryAttemptStore;
import io.laurel.event.code.TestVault;
import io.laurel.event.decision.DecisionService;
import io.laurel.event.decision.NotesService;
import io.laurel.event.event.EventStore;
import io.laurel.event.gameday.GameDays;
import io.laurel.event.offer.Offers;
import io.laurel.event.progress.ProgressService;
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
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** What one event process holds in memory, on an event loop of its own. */
public final class Node {
  private static final StockConfig STOCK =
      new StockConfig(500, Duration.ofMillis(20), Duration.ZERO);

  private static final GameDays DAYS = new GameDays(ZoneOffset.UTC, LocalTime.MIDNIGHT);

  /** What several nodes have in common. */
  public record Stores(
      EventStore events,
      RewardStore rewards,
      ClaimStore claims,
      ActivityStore activities,
      AttemptStore attempts) {}

  private final Context loop;
  private final ClaimService service;
  private final ProgressService progress;
  private final DecisionService decisions;
  private final NotesService notes;

  public Node(Vertx vertx, EventStore events, RewardStore rewards, ClaimStore claims, Clock clock) {
    this(
        vertx,
        new Stores(
            events, rewards, claims, new InMemoryActivityStore(), new InMemoryAttemptStore()),
        clock,
        Duration.ofMillis(500));
  }

  public Node(Vertx vertx, Stores stores, Clock clock, Duration offerMaxAge) {
    this(vertx, stores, clock, offerMaxAge, DAYS);
  }

  public Node(Vertx vertx, Stores stores, Clock clock, Duration offerMaxAge, GameDays days) {
    this.loop = vertx.getOrCreateContext();
    Offers offers =
        new Offers(
            stores.events(),
            stores.rewards(),
            new Offers.Limits(offerMaxAge, 100, 100),
            System::nanoTime);
    Stock stock =
        new Stock(stores.rewards(), stores.claims(), STOCK, System::nanoTime, new Random());
    ActivityService activities =
        new ActivityService(
            stores.activities(), days, new ActivityConfig(Duration.ofDays(35), 1_000), clock);
    Judge judge = new Judge(offers, activities, Fixtures.criteria(), days, clock);
    ClaimJournal journal =
        new ClaimJournal(
            stores.claims(),
            stock,
            new ClaimNews(new Announcements(vertx)),
            new ClaimView(TestVault.empty(vertx)),
            Ids.by(clock),
            clock);
    this.service = new ClaimService(journal, stores.attempts(), judge);
    this.decisions = new DecisionService(journal);
    this.notes = new NotesService(journal);
    this.progress = new ProgressService(judge, stores.claims(), stock);
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
    return run(() -> service.submit(call("claim.submit", userId, message)));
  }

  /** The user's own progress, on this node's loop. */
  public Future<JsonObject> progress(String userId, String eventId) {
    JsonObject message = new JsonObject().put("eventId", eventId);
    return run(() -> progress.mine(call("progress.mine", userId, message))).map(Reply::body);
  }

  /** What a member of staff decides, on this node's loop; reason and notes where it takes them. */
  public Future<Reply> decide(String operation, String staffId, String claimId, String text) {
    JsonObject message = new JsonObject().put("claimId", claimId).put("reason", text);
    Call call = call(operation, Role.OPERATOR, staffId, message.put("notes", text));
    return run(
        () ->
            switch (operation) {
              case "claim.approve" -> decisions.approve(call);
              case "claim.reject" -> decisions.reject(call);
              case "claim.revoke" -> decisions.revoke(call);
              case "claim.annotate" -> notes.annotate(call);
              default -> throw new IllegalArgumentException(operation);
            });
  }

  /** One claim as that caller sees it, on this node's loop. */
  public Future<JsonObject> get(Role role, String userId, String claimId) {
    JsonObject message = new JsonObject().put("claimId", claimId);
    return run(() -> service.get(call("claim.get", role, userId, message))).map(Reply::body);
  }

  private static Call call(String operation, String userId, JsonObject message) {
    return call(operation, Role.USER, userId, message);
  }

  private static Call call(String operation, Role role, String userId, JsonObject message) {
    Principal caller = new Principal(userId, "ada", "ses_1", Set.of(role), 0, Instant.MAX);
    return new Call(operation, caller, message, "req", Origin.UNKNOWN);
  }

  private Future<Reply> run(Supplier<Future<Reply>> call) {
    Promise<Reply> answer = Promise.promise();
    loop.runOnContext(
        run -> {
          try {
            call.get().onComplete(answer);
          } catch (RuntimeException e) {
            answer.fail(e);
          }
        });
    return answer.future();
  }
}
