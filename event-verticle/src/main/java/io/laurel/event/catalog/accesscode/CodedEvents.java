package io.laurel.event.catalog.accesscode;

import io.laurel.bus.Call;
import io.laurel.event.catalog.event.ClaimRules.Mode;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.event.catalog.reward.RewardService;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events whose claims take codes, and what a code of them may be for. */
final class CodedEvents {
  private static final String REWARD_ID = "rewardId";

  private final EventFeature events;
  private final RewardFeature rewards;

  CodedEvents(EventFeature events, RewardFeature rewards) {
    this.events = events;
    this.rewards = rewards;
  }

  /**
   * What codes are for.
   *
   * @param rewardId null for all that the event gives together, or will give
   */
  record Purpose(Event event, @Nullable String rewardId) {}

  /** The event that a call names. Fails with {@code event-not-found}. */
  Future<Event> named(Call call) {
    return events.events().visible(call.principal(), call.text("eventId"));
  }

  /**
   * What the codes are for that a call is about. A code that names no reward of an event that has
   * one alone is for that one, so that a second reward does not make it useless. Fails with {@code
   * event-not-found}, {@code event-not-coded}, {@code reward-not-found}, {@code reward-required},
   * {@code reward-not-accepted}.
   */
  Future<Purpose> purpose(Call call) {
    return named(call)
        .compose(
            event ->
                event.takesCodes()
                    ? rewards.ofEvent(event.id()).map(all -> purpose(event, all, call))
                    : CodeFailures.notCoded().asFuture());
  }

  private static Purpose purpose(Event event, List<Reward> all, Call call) {
    String named = call.textOrNull(REWARD_ID);
    if (event.rules().mode() == Mode.ALL) {
      if (named != null) {
        throw Failure.badRequest(
            "reward-not-accepted", "This event gives all its rewards together: name none.");
      }
      return new Purpose(event, null);
    }
    if (named == null) {
      if (all.size() > 1) {
        throw Failure.badRequest(
            "reward-required", "This event has more than one reward: name one as rewardId.");
      }
      return new Purpose(event, all.isEmpty() ? null : all.get(0).id());
    }
    if (all.stream().noneMatch(reward -> reward.id().equals(named))) {
      throw RewardService.notFound();
    }
    return new Purpose(event, named);
  }

  /** Whether an event never takes a claim again, or is gone. */
  Future<Boolean> isOver(String eventId, Instant now) {
    return events.find(eventId).map(event -> event == null || event.isOver(now));
  }
}
