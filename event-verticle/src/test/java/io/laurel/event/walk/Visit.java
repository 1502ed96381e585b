package io.laurel.event.walk;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One call on its way: what was true at some moment while it ran, so that its answer can be judged.
 */
final class Visit {
  private final Call call;
  private final WalkProcess process;
  private final Instant begun;
  private final Instant at;
  private final List<Reward> rewards;
  private final Future<Reply> answer;
  private final Set<ClaimStatus> statuses = EnumSet.noneOf(ClaimStatus.class);
  private boolean sawLimit;

  /**
   * A call that begins now.
   *
   * @param begun by the true time
   * @param rewards those it asks for; none where it is no claim
   */
  Visit(Call call, WalkProcess process, Instant begun, List<Reward> rewards) {
    this.call = call;
    this.process = process;
    this.begun = begun;
    this.at = process.now();
    this.rewards = List.copyOf(rewards);
    this.answer = process.handle(call);
  }

  Call call() {
    return call;
  }

  WalkProcess process() {
    return process;
  }

  Instant begun() {
    return begun;
  }

  List<Reward> rewards() {
    return rewards;
  }

  Future<Reply> answer() {
    return answer;
  }

  /** Operation and, where it was refused, the code. */
  String outcome() {
    if (answer.succeeded()) {
      return call.operation()
          + (answer.result().headers().containsKey("Idempotency-Replayed") ? " replayed" : "");
    }
    return answer.cause() instanceof Failure refusal
        ? call.operation() + " " + refusal.code()
        : answer.cause().toString();
  }

  /**
   * Looks what status the claim of a decision has, and whether the user of a claim has as many as
   * may be of one of the rewards in the period of the call.
   */
  void observe(Truth truth) {
    truth.claims().stream()
        .filter(claim -> claim.id().equals(call.text("claimId")))
        .forEach(claim -> statuses.add(claim.status()));
    String userId = call.principal().userId();
    sawLimit |=
        rewards.stream()
            .anyMatch(reward -> truth.count(reward, userId, at) >= reward.limit().count());
  }

  /** Whether the user had as many as may be of one of the rewards, at some moment. */
  boolean sawLimit() {
    return sawLimit;
  }

  /** Whether the claim of a decision had another status than that, at some moment. */
  boolean sawOtherThan(ClaimStatus status) {
    return statuses.stream().anyMatch(seen -> seen != status);
  }

  @Override
  public String toString() {
    return call.operation() + " " + call.message() + " by " + call.principal().userId();
  }
}
