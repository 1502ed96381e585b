package io.laurel.event.reward;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.condition.Conditions;
import io.laurel.event.condition.Criteria;
import io.laurel.event.event.EventService;
import io.laurel.event.stock.Stock;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Decides about rewards. */
public final class RewardService {
  private final RewardStore store;
  private final EventService events;
  private final Stock stock;
  private final Ids ids;
  private final Clock clock;
  private final Setup setup;

  /**
   * What a reward service is told.
   *
   * @param maxRewards rewards of one event, at most
   * @param criteria reads conditions
   * @param changed is told the id of each event whose rewards were changed
   */
  public record Setup(int maxRewards, Criteria criteria, Consumer<String> changed) {}

  /** A service on that store. */
  public RewardService(
      RewardStore store, EventService events, Stock stock, Ids ids, Clock clock, Setup setup) {
    this.store = store;
    this.events = events;
    this.stock = stock;
    this.ids = ids;
    this.clock = clock;
    this.setup = setup;
  }

  /**
   * Adds a reward. Fails with {@code event-not-found}, {@code too-many-rewards}, and {@code
   * invalid-request} where its conditions cannot be.
   */
  public Future<Reply> create(Call call) {
    return setup.criteria().ready(Conditions.of(call.message())).compose(ready -> insert(call));
  }

  private Future<Reply> insert(Call call) {
    String eventId = call.text("eventId");
    Conditions conditions = conditions(call);
    Creation creation =
        Creation.of(
            ids, "rwd", call.principal().userId(), "reward.create " + eventId, call.message());
    return events
        .visible(call.principal(), eventId)
        .compose(
            event ->
                creation.keyed() ? store.find(eventId, creation.id()) : Future.succeededFuture())
        .compose(
            existing ->
                existing == null
                    ? insert(reward(call, creation, conditions), creation)
                    : replay(creation, existing));
  }

  private Future<Reply> insert(Reward reward, Creation creation) {
    return store
        .ofEvent(reward.eventId(), setup.maxRewards())
        .compose(
            others ->
                others.size() < setup.maxRewards()
                    ? store.insert(reward)
                    : tooManyRewards().asFuture())
        .compose(
            inserted -> {
              if (!inserted) {
                return store
                    .find(reward.eventId(), reward.id())
                    .compose(existing -> replay(creation, existing));
              }
              setup.changed().accept(reward.eventId());
              return Future.succeededFuture(Reply.of(reward.toJson(reward.stock())));
            });
  }

  private Future<Reply> replay(Creation creation, Reward existing) {
    creation.mustMatch(existing.fingerprint());
    return toJson(existing).map(Reply::replayed);
  }

  /** One page of an event's rewards. Fails with {@code event-not-found}. */
  public Future<Reply> list(Call call) {
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(event -> store.list(event.id(), PageRequest.of(call.message())))
        .compose(this::withRemaining);
  }

  private Future<Reply> withRemaining(Page<Reward> page) {
    Map<String, JsonObject> json = new HashMap<>();
    List<Future<JsonObject>> all =
        page.items().stream()
            .map(reward -> toJson(reward).onSuccess(item -> json.put(reward.id(), item)))
            .toList();
    return Future.all(all).map(done -> Reply.of(page.toJson(reward -> json.get(reward.id()))));
  }

  /** One reward. Fails with {@code event-not-found}, {@code reward-not-found}. */
  public Future<Reply> get(Call call) {
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(event -> store.find(event.id(), call.text("rewardId")))
        .compose(
            reward -> {
              if (reward == null) {
                throw notFound();
              }
              return toJson(reward).map(Reply::of);
            });
  }

  private Future<JsonObject> toJson(Reward reward) {
    return reward.isLimited()
        ? stock.remaining(reward.eventId(), reward.id(), reward.stock()).map(reward::toJson)
        : Future.succeededFuture(reward.toJson(null));
  }

  private Failure tooManyRewards() {
    return Failure.conflict(
        "too-many-rewards", "An event has at most " + setup.maxRewards() + " rewards.");
  }

  private Conditions conditions(Call call) {
    List<Fault> faults = new ArrayList<>();
    Conditions conditions = setup.criteria().read(call.message(), faults);
    Failure.throwIfAny(faults);
    return conditions;
  }

  private Reward reward(Call call, Creation creation, Conditions conditions) {
    JsonObject message = call.message();
    Instant now = Instants.now(clock);
    return new Reward(
        creation.id(),
        call.text("eventId"),
        call.text("name"),
        call.text("description"),
        call.text("type"),
        message.getLong("quantity"),
        message.getJsonObject("attributes"),
        message.getInteger("stock"),
        conditions,
        1,
        now,
        now,
        creation.fingerprint());
  }

  /** No such reward in this event. */
  public static Failure notFound() {
    return Failure.notFound("reward-not-found", "This event has no such reward.");
  }
}
