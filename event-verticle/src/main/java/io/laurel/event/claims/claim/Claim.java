package io.laurel.event.claims.claim;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.event.facts.condition.Measured;
import io.laurel.paging.Cursor;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user's request for rewards and everything that became of it.
 *
 * @param userId whose it is
 * @param requestedBy the game server's account that asked for it; null where that was the player
 * @param eventVersion the version of the event that judged it
 * @param rewards snapshots, at least one
 * @param conditions what was measured when it was made
 * @param locks what it holds: see {@link Locks}
 * @param history every change of status, oldest first; the first is the request
 * @param deliveries what is to be told to the game of it, in the order of their numbers
 * @param notes of staff, which the claimant does not see; null for none
 * @param fingerprint of the request, where that bore an {@code Idempotency-Key}; else null
 * @param part of which call it is one of many; null where it was claimed by itself, or that call
 *     bore no key
 */
public record Claim(
    String id,
    String eventId,
    String userId,
    @Nullable String requestedBy,
    int eventVersion,
    ClaimStatus status,
    List<ClaimedReward> rewards,
    List<Measured> conditions,
    List<String> locks,
    Instant requestedAt,
    List<Transition> history,
    List<ClaimDelivery> deliveries,
    @Nullable String notes,
    @Nullable String fingerprint,
    @Nullable Part part) {
  /** Of those that one call made: by their places among them. */
  public static final Comparator<Claim> BY_PART =
      Comparator.<Claim>comparingInt(claim -> claim.part() == null ? 0 : claim.part().n())
          .thenComparing(Claim::id);

  /** Who decides where nobody has to. */
  static final String SYSTEM = "system";

  /** Copies the lists. */
  public Claim {
    rewards = List.copyOf(rewards);
    conditions = List.copyOf(conditions);
    locks = List.copyOf(locks);
    history = List.copyOf(history);
    deliveries = List.copyOf(deliveries);
  }

  /**
   * One change of status.
   *
   * @param by user id, or {@code system}
   * @param reason as given by {@code by}; null for none
   */
  public record Transition(Instant at, ClaimStatus status, String by, @Nullable String reason) {
    JsonObject toJson() {
      JsonObject json =
          new JsonObject()
              .put("at", Instants.format(at))
              .put("status", status.name())
              .put("by", by);
      return reason == null ? json : json.put("reason", reason);
    }
  }

  /**
   * One of the claims that a call made.
   *
   * @param callId the same for all of them
   * @param n its place among them
   * @param together whether it is of all that its event gives, and not of one reward
   */
  public record Part(String callId, int n, boolean together) {}

  /** Where a list goes on after this claim. */
  public Cursor cursor() {
    return new Cursor(requestedAt, id);
  }

  /** What is told of it on the bus when its status has changed. */
  JsonObject toAnnouncement() {
    return new JsonObject()
        .put("claimId", id)
        .put("eventId", eventId)
        .put("userId", userId)
        .put("rewardIds", new JsonArray(rewards.stream().map(ClaimedReward::rewardId).toList()))
        .put("at", Instants.format(lastChange().at()));
  }

  /**
   * What it holds once it is rejected or revoked: nothing that anybody else may want, but for codes
   * that its user has seen, and codes by which it was granted.
   */
  public List<String> locksOnceReleased() {
    Stream<String> seen =
        status == ClaimStatus.GRANTED
            ? rewards.stream().filter(ClaimedReward::coded).flatMap(ClaimedReward::locks)
            : Stream.empty();
    return Stream.of(Stream.of(Locks.released(id)), seen, spentCodes())
        .flatMap(Function.identity())
        .toList();
  }

  /** A code that was good for a grant is used, whatever becomes of that. */
  private Stream<String> spentCodes() {
    return status == ClaimStatus.GRANTED ? locks.stream().filter(CodeLock::is) : Stream.empty();
  }

  /** Whether it is that user's, and neither rejected nor revoked. */
  boolean isLiveOf(String user) {
    return userId.equals(user)
        && (status == ClaimStatus.GRANTED || status == ClaimStatus.PENDING_APPROVAL);
  }

  /** Its rewards of limited stock whose units it does not hold any more. */
  public List<ClaimedReward> givenBack() {
    return rewards.stream()
        .filter(reward -> reward.locks().anyMatch(lock -> !locks.contains(lock)))
        .toList();
  }

  /** How it came to the status that it has. */
  public Transition lastChange() {
    return history.get(history.size() - 1);
  }

  /** As answered to its claimant. */
  public JsonObject toJson() {
    JsonArray claimed = new JsonArray();
    rewards.forEach(reward -> claimed.add(reward.toJson()));
    JsonArray changes = new JsonArray();
    history.forEach(change -> changes.add(change.toJson()));
    JsonObject json =
        new JsonObject()
            .put("id", id)
            .put("eventId", eventId)
            .put("userId", userId)
            .put("eventVersion", eventVersion)
            .put("status", status.name())
            .put("rewards", claimed)
            .put("conditions", Measured.toJson(conditions))
            .put("requestedAt", Instants.format(requestedAt));
    putPresent(json, "requestedBy", requestedBy);
    if (status != ClaimStatus.PENDING_APPROVAL) {
      Transition decision = lastChange();
      json.put("decidedAt", Instants.format(decision.at())).put("decidedBy", decision.by());
      if (decision.reason() != null) {
        json.put("reason", decision.reason());
      }
    }
    return json.put("history", changes);
  }
}
