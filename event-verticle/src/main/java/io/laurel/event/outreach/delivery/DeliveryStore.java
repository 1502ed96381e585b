package io.laurel.event.outreach.delivery;

import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deliveries. One is sent by who holds its lease: whatever becomes of the attempt counts only
 * while no other has it. Each method is one write, or can be done again.
 */
public interface DeliveryStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Keeps those that are not there yet; the others stay as they are. */
  Future<Void> open(List<Delivery> deliveries);

  /**
   * Takes one that is due, and counts an attempt.
   *
   * @param leaseUntil when it is due again, should nobody say what became of it
   */
  Future<Optional<Leased>> take(String endpointId, Instant now, Instant leaseUntil);

  /**
   * A delivery in the hands of one worker.
   *
   * @param lease tells this taking from others
   * @param delivery with the attempt that begins
   */
  record Leased(String lease, Delivery delivery) {}

  /** What became of an attempt. */
  sealed interface Ending {
    /** The receiver has it. */
    record Delivered(Instant at) implements Ending {}

    /** It is tried again then. */
    record Retry(Instant at, String error) implements Ending {}

    /** It is not tried again. */
    record Failed(String error) implements Ending {}

    /** It was not tried at all, and does not count. */
    record Unsent(Instant at) implements Ending {}
  }

  /**
   * Writes what became of an attempt. One that was to be tried again and was taken back meanwhile
   * has failed.
   *
   * @return nothing where the lease is another's by now: then nothing is written
   */
  Future<Optional<Ended>> end(Leased leased, Ending ending);

  /**
   * A delivery whose attempt is over.
   *
   * @param revocationId what waited for that, to take it back; null for nothing
   */
  record Ended(Delivery delivery, @Nullable String revocationId) {}

  /** What a revocation met. */
  sealed interface Withdrawal {
    /** Nobody ever began to send the grant, and nobody will. */
    record Unheard() implements Withdrawal {}

    /** The grant may have been heard; no attempt is under way, and none will be. */
    record AtRest() implements Withdrawal {}

    /** An attempt may be under way until then; it is the last one. */
    record UnderWay(Instant until) implements Withdrawal {}
  }

  /** Takes a grant back, so that it is sent no more. */
  Future<Withdrawal> withdraw(String grantId, String revocationId, Instant now);

  /** Makes a revocation due that was held because its grant was under way. */
  Future<Void> release(String revocationId, Instant now);

  /** Makes what waits for that endpoint not due, but for attempts under way and what is held. */
  Future<Void> park(String endpointId);

  /** Makes due what was parked. */
  Future<Void> unpark(String endpointId, Instant now);

  /**
   * Failed deliveries that can begin anew. A grant that was taken back cannot.
   *
   * @param claimId null for those of any claim
   * @param endpointId null for those to any endpoint
   * @param from claims requested then or later; null for any
   * @param to claims requested before; null for any
   * @param notOf whose claims are left out; null for nobody's
   */
  record Failures(
      @Nullable String claimId,
      @Nullable String endpointId,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String notOf) {}

  /** How many there are of those. */
  Future<Long> count(Failures failures);

  /** How many are in that state. */
  Future<Long> count(State state);

  /** Lets those begin anew, due now; tells how many. */
  Future<Long> redeliver(Failures failures, Instant now);

  /** Which deliveries are listed; null for any. {@code from} ≤ createdAt &lt; {@code to}. */
  record Filter(
      @Nullable State state,
      @Nullable String endpointId,
      @Nullable String claimId,
      @Nullable String eventId,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** Those of the filter, newest first. */
  Future<Page<Delivery>> list(Filter filter, PageRequest page);

  /** Those of these ids that are there. */
  Future<List<Delivery>> find(Collection<String> ids);

  /** When the oldest that waits was made; nothing where none does. */
  Future<Optional<Instant>> oldestPending();
}
