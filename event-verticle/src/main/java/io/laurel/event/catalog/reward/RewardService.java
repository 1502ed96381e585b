package io.laurel.event.catalog.reward;

import io.laurel.audit.AuditEntry;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.definition.Definition;
import io.laurel.event.catalog.definition.DefinitionService;
import io.laurel.event.catalog.edit.IfMatch;
import io.laurel.event.catalog.edit.RunningEdit;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.facts.condition.Yardstick;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.laurel.id.Creation;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.security.Principal;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes rewards, and shows them. What becomes of one afterwards is {@link RewardLifecycleService}.
 */
public final class RewardService {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final RewardStore store;
  private final EventService events;
  private final DefinitionService definitions;
  private final RewardView view;
  private final RewardJournal journal;
  private final Destinations destinations;
  private final int maxRewards;

  /**
   * A service on that store.
   *
   * @param maxRewards rewards of one event, at most
   */
  public RewardService(
      RewardStore store,
      EventService events,
      DefinitionService definitions,
      RewardView view,
      RewardJournal journal,
      Destinations destinations,
      int maxRewards) {
    this.store = store;
    this.events = events;
    this.definitions = definitions;
    this.view = view;
    this.journal = journal;
    this.destinations = destinations;
    this.maxRewards = maxRewards;
  }

  /**
   * Adds a reward, perhaps made of a definition. Fails with {@code event-not-found}, {@code
   * definition-not-found}, {@code definition-inactive}, {@code too-many-rewards}, {@code
   * event-running} where one claim asks for all rewards and may have been made, and with {@code
   * invalid-request} where neither it nor a definition says name and type, its conditions cannot
   * be, or the endpoint that it names is none.
   */
  public Future<Reply> create(Call call) {
    return journal
        .criteria()
        .yardstick(call.message())
        .compose(yardstick -> createChecked(call, yardstick));
  }

  private Future<Reply> createChecked(Call call, Yardstick yardstick) {
    check(call.message(), yardstick);
    String eventId = call.text("eventId");
    String scope = "reward.create " + eventId;
    Creation creation =
        Creation.of(journal.ids(), "rwd", call.principal().userId(), scope, call.message());
    return events
        .visible(call.principal(), eventId)
        .compose(event -> create(call, event, creation, yardstick));
  }

  private Future<Reply> create(Call call, Event event, Creation creation, Yardstick yardstick) {
    Future<@Nullable Reward> earlier =
        creation.keyed() ? store.find(event.id(), creation.id()) : Future.succeededFuture();
    return earlier.compose(
        existing ->
            existing == null
                ? source(call)
                    .map(definition -> reward(call, definition, creation, yardstick))
                    .compose(reward -> destinations.check(reward.terms()).map(reward))
                    .compose(reward -> insert(call, event, reward, creation))
                : replay(call, creation, existing));
  }

  private Future<Reply> insert(Call call, Event event, Reward reward, Creation creation) {
    if (event.rules().mode() == Mode.ALL && event.isRunning(reward.createdAt())) {
      throw RunningEdit.refusal("no further reward where one claim asks for all of them");
    }
    AuditEntry entry = journal.made(call, reward);
    return store
        .ofEvent(event.id(), maxRewards)
        .compose(
            others ->
                others.size() < maxRewards
                    ? store.insert(reward, entry)
                    : tooManyRewards().asFuture())
        .compose(
            inserted -> {
              if (!inserted) {
                return store
                    .find(event.id(), reward.id())
                    .compose(existing -> replay(call, creation, existing));
              }
              journal.changed().accept(event);
              return Future.succeededFuture(Reply.of(reward.toJson(reward.stock())));
            });
  }

  private Future<Reply> replay(Call call, Creation creation, @Nullable Reward existing) {
    if (existing == null) {
      throw Failure.unavailable("It is just being deleted; try again.", RETRY_AFTER);
    }
    creation.mustMatch(existing.fingerprint());
    return view.of(existing, call.principal()).map(Reply::replayed);
  }

  /** One page of an event's rewards. Fails with {@code event-not-found}. */
  public Future<Reply> list(Call call) {
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(event -> store.list(event.id(), PageRequest.of(call.message())))
        .compose(page -> withRemaining(page, call.principal()));
  }

  private Future<Reply> withRemaining(Page<Reward> page, Principal caller) {
    Map<String, JsonObject> json = new HashMap<>();
    List<Future<JsonObject>> all =
        page.items().stream()
            .map(reward -> view.of(reward, caller).onSuccess(item -> json.put(reward.id(), item)))
            .toList();
    return Future.all(all).map(done -> Reply.of(page.toJson(reward -> json.get(reward.id()))));
  }

  /**
   * One reward. Fails with {@code event-not-found}, {@code reward-not-found}, and with {@code
   * version-mismatch} where a version was sent.
   */
  public Future<Reply> get(Call call) {
    IfMatch precondition = IfMatch.of(call);
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(event -> store.find(event.id(), call.text("rewardId")))
        .compose(
            reward -> {
              if (reward == null) {
                throw notFound();
              }
              precondition.check(reward.version());
              return view.of(reward, call.principal()).map(Reply::of);
            });
  }

  private Failure tooManyRewards() {
    return Failure.conflict("too-many-rewards", "An event has at most " + maxRewards + " rewards.");
  }

  private Future<@Nullable Definition> source(Call call) {
    String id = call.textOrNull("definitionId");
    return id == null ? Future.succeededFuture() : definitions.active(id);
  }

  private Reward reward(
      Call call, @Nullable Definition definition, Creation creation, Yardstick yardstick) {
    JsonObject sent = call.message();
    if (definition != null) {
      sent = definition.copied().mergeIn(sent);
    }
    Instant now = Instants.now(journal.clock());
    return new Reward(
        creation.id(),
        call.text("eventId"),
        RewardTerms.of(sent, yardstick),
        definition == null ? null : new Reward.Source(definition.id(), definition.version()),
        1,
        now,
        now,
        creation.fingerprint());
  }

  /** What the contract cannot say, before anything is read. */
  private static void check(JsonObject sent, Yardstick yardstick) {
    List<Fault> faults = new ArrayList<>();
    if (!sent.containsKey("definitionId")) {
      Stream.of("name", "type")
          .filter(field -> !sent.containsKey(field))
          .forEach(field -> faults.add(new Fault("/" + field, "is required")));
    }
    yardstick.read(sent, faults);
    Failure.throwIfAny(faults);
  }

  /** No such reward in this event. */
  public static Failure notFound() {
    return Failure.notFound("reward-not-found", "This event has no such reward.");
  }
}
