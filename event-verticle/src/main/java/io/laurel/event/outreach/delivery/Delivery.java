package io.laurel.event.outreach.delivery;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimDelivery;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.paging.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to the game, on its way.
 *
 * @param what is told to whom, as the claim has it
 * @param subject the claim it is about
 * @param createdAt when the claim was granted or revoked
 * @param progress how far it has come
 */
public record Delivery(ClaimDelivery what, Subject subject, Instant createdAt, Progress progress) {
  /**
   * The claim of a delivery.
   *
   * @param trace that of the request which decided it; null where that was not traced, or is not
   *     known any more
   */
  public record Subject(
      String claimId, String eventId, String userId, Instant requestedAt, @Nullable String trace) {
    /** A claim of no trace. */
    public Subject(String claimId, String eventId, String userId, Instant requestedAt) {
      this(claimId, eventId, userId, requestedAt, null);
    }

    static Subject of(Claim claim, @Nullable String trace) {
      return new Subject(claim.id(), claim.eventId(), claim.userId(), claim.requestedAt(), trace);
    }
  }

  /** What is to become of it, or has. */
  public enum State {
    /** It is sent when it is due. */
    PENDING,
    /** The receiver has said that it has it. */
    DELIVERED,
    /** Nobody tries any more; somebody may let it begin anew. */
    FAILED,
    /** It was taken back before anybody heard of it, or takes back such a one. */
    DROPPED
  }

  /**
   * How far it has come.
   *
   * @param attempts begun since it was made, or since it began anew
   * @param nextAt when it is due; null where it is not, or waits until its endpoint is enabled
   * @param deliveredAt null where it is not delivered
   * @param lastError why the last attempt was in vain, in the contract's words; null for none
   * @param held whether it is a revocation whose grant may be under way: it must not overtake that
   */
  public record Progress(
      State state,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable Instant deliveredAt,
      @Nullable String lastError,
      boolean held) {
    /** Due then. */
    static Progress dueAt(Instant at) {
      return new Progress(State.PENDING, 0, at, null, null, false);
    }

    /** Due then, or as soon as the grant is at rest. */
    static Progress heldUntil(Instant at) {
      return new Progress(State.PENDING, 0, at, null, null, true);
    }

    /** Nobody has to hear of it. */
    static Progress dropped() {
      return new Progress(State.DROPPED, 0, null, null, null, false);
    }
  }

  /** A delivery of that claim that has come so far. */
  static Delivery of(Claim claim, @Nullable String trace, ClaimDelivery what, Progress progress) {
    return new Delivery(what, Subject.of(claim, trace), decidedAt(claim, what.kind()), progress);
  }

  /** When the claim came to what a delivery of that kind tells. */
  static Instant decidedAt(Claim claim, ClaimDelivery.Kind kind) {
    ClaimStatus told = kind == ClaimDelivery.Kind.GRANT ? ClaimStatus.GRANTED : ClaimStatus.REVOKED;
    return claim.history().stream()
        .filter(change -> change.status() == told)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(claim.id() + " never was " + told))
        .at();
  }

  /** The same for all attempts: the receiver's idempotency key. */
  String id() {
    return what.id(subject.claimId());
  }

  /** The id of the grant that it takes back. */
  String grantId() {
    return ClaimDelivery.id(subject.claimId(), what.revokes());
  }

  /** Where a list goes on after it. */
  Cursor cursor() {
    return new Cursor(createdAt, id());
  }
}
