package io.laurel.event.reward;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.event.Event;
import io.laurel.event.event.EventService;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes rewards, and shows them. What becomes of one afterwards is {@link RewardLifeService}. */
public final class RewardService {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final RewardStore store;
  private final EventService events;
  private final RewardView view;
  private final Ids ids;
  private final Clock clock;
  private final Setup setup;

  /**
   * What a reward service is told.
   *
   * @param maxRewards rewards of one event, at most
   * @param changed is told each event that got another reward
   */
  public record Setup(int maxRewards, Consumer<Event> changed) {}

  /** A service on that store. */
  public RewardService(
      RewardStore store, EventService events, RewardView view, Ids ids, Clock clock, Setup setup) {
    this.store = store;
    this.events = events;
    this.view = view;
    this.ids = ids;
    this.clock = clock;
    this.setup = setup;
  }

  /** Adds a reward. Fails with {@code event-not-found}, {@code too-many-rewards}. */
  public Future<Reply> create(Call call) {
    String eventId = call.text("eventId");
    Creation creation =
        Creation.of(
            ids, "rwd", call.principal().userId(), "reward.create " + eventId, call.message());
    return events
        .visible(call.principal(), eventId)
        .compose(event -> create(call, event, creation));
  }

  private Future<Reply> create(Call call, Event event, Creation creation) {
    Future<Reward> earlier =
        creation.keyed() ? store.find(event.id(), creation.id()) : Future.succeededFuture();
    return earlier.compose(
        existing ->
            existing == null
                ? insert(call, event, reward(call, creation), creation)
                : replay(creation, existing));
  }

  private Future<Reply> insert(Call call, Event event, Reward reward, Creation creation) {
    Change change = Change.of(reward.id(), null, reward.toJson(null));
    AuditEntry entry = AuditEntry.of(call, change, ids, reward.createdAt());
    return store
        .ofEvent(event.id(), setup.maxRewards())
        .compose(
            others ->
                others.size() < setup.maxRewards()
                    ? store.insert(reward, entry)
                    : tooManyRewards().asFuture())
        .compose(
            inserted -> {
              if (!inserted) {
                return store
                    .find(event.id(), reward.id())
                    .compose(existing -> replay(creation, existing));
              }
              setup.changed().accept(event);
              return Future.succeededFuture(Reply.of(reward.toJson(reward.stock())));
            });
  }

  private Future<Reply> replay(Creation creation, Reward existing) {
    if (existing == null) {
      throw Failure.unavailable("It is just being deleted; try again.", RETRY_AFTER);
    }
    creation.mustMatch(existing.fingerprint());
    return view.of(existing).map(Reply::replayed);
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
            .map(reward -> view.of(reward).onSuccess(item -> json.put(reward.id(), item)))
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
              return view.of(reward).map(Reply::of);
            });
  }

  private Failure tooManyRewards() {
    return Failure.conflict(
        "too-many-rewards", "An event has at most " + setup.maxRewards() + " rewards.");
  }

  private Reward reward(Call call, Creation creation) {
    Instant now = Instants.now(clock);
    return new Reward(
        creation.id(),
        call.text("eventId"),
        RewardTerms.of(call.message()),
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
