package io.laurel.event.claims.claimable;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.Claim.Part;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one reward, or of all that an event gives together, in a call that claims all.
 *
 * @param place among the results
 * @param rewardId null where an event gives all its rewards together
 * @param claimId null where it was refused, as are the status, and else the code
 */
record ClaimResult(
    int place,
    String eventId,
    @Nullable String rewardId,
    @Nullable String claimId,
    @Nullable String status,
    @Nullable String code)
    implements Comparable<ClaimResult> {
  private static final Comparator<ClaimResult> ORDER =
      Comparator.comparingInt(ClaimResult::place).thenComparing(ClaimResult::key);

  /** A claim that such a call made; none where no call did. */
  static Optional<ClaimResult> known(Claim claim) {
    Part part = claim.part();
    return part == null
        ? Optional.empty()
        : Optional.of(
            made(claim, part.n(), part.together() ? null : claim.rewards().get(0).rewardId()));
  }

  /**
   * A claim that there is.
   *
   * @param place where an equal call gave it no other
   */
  static ClaimResult made(Claim claim, int place, @Nullable String rewardId) {
    Part part = claim.part();
    return new ClaimResult(
        part == null ? place : part.n(),
        claim.eventId(),
        rewardId,
        claim.id(),
        claim.status().name(),
        null);
  }

  static ClaimResult refused(int place, String eventId, @Nullable String rewardId, String code) {
    return new ClaimResult(place, eventId, rewardId, null, null, code);
  }

  /** Of what it is: no two results of a call are of the same. */
  String key() {
    return keyOf(eventId, rewardId);
  }

  /** The same of a reward; null for all that the event gives together. */
  static String keyOf(String eventId, @Nullable String rewardId) {
    return rewardId == null ? eventId : eventId + "/" + rewardId;
  }

  @Override
  public int compareTo(ClaimResult other) {
    return ORDER.compare(this, other);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject().put("eventId", eventId);
    putPresent(json, "rewardId", rewardId);
    putPresent(json, "claimId", claimId);
    putPresent(json, "status", status);
    putPresent(json, "code", code);
    return json;
  }
}
