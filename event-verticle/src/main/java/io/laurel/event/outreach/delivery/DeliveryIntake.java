package io.laurel.event.outreach.delivery;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimDelivery;
import io.laurel.event.claims.claim.ClaimDelivery.Kind;
import io.laurel.event.claims.claim.ClaimLedger;
import io.laurel.event.outreach.delivery.Delivery.Progress;
import io.laurel.event.outreach.delivery.DeliveryStore.Withdrawal;
import io.laurel.schedule.Backlog;
import io.laurel.telemetry.Traces;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what claims have to tell on its way. The claim says what that is, by the write that
 * granted or revoked it, and bears a mark until it is done; doing it twice is doing it once.
 * Belongs to one event loop.
 */
final class DeliveryIntake {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryIntake.class);

  /** So many claims wait in memory; the marks of further ones wait for the next sweep. */
  private static final int MAX_WAITING = 10_000;

  /** So many are under way at once, so that claims find the database free. */
  private static final int MAX_UNDER_WAY = 16;

  private final Vertx vertx;
  private final DeliveryStore store;
  private final DeliverySchedule schedule;
  private final Time time;
  private final Consumer<Set<String>> due;
  private final Backlog<Claim> backlog;
  private final Deque<Claim> fresh = new ArrayDeque<>();

  /** Of those that are fresh or under way, by their ids, where they were traced. */
  private final Map<String, String> traces = new HashMap<>();

  private int underWay;

  /**
   * An intake from that ledger.
   *
   * @param schedule says when the first attempts are due
   * @param due is told the endpoints for which something is due since a moment ago
   */
  DeliveryIntake(
      Vertx vertx,
      ClaimLedger ledger,
      DeliveryStore store,
      DeliverySchedule schedule,
      Time time,
      Consumer<Set<String>> due) {
    this.vertx = vertx;
    this.store = store;
    this.schedule = schedule;
    this.time = time;
    this.due = due;
    this.backlog =
        Backlog.ofEach(new Backlog.Marks<>(ledger::unsent, Claim::id, ledger::sent), this::open);
  }

  /** Takes in a claim that was just written, once its answer is given. */
  void take(Claim claim) {
    if (fresh.size() < MAX_WAITING) {
      fresh.add(claim);
      String trace = Traces.currentParent();
      if (trace != null) {
        traces.put(claim.id(), trace);
      }
      // Not now: whoever wrote it gets the answer first.
      vertx.runOnContext(later -> next());
    }
  }

  private void next() {
    while (underWay < MAX_UNDER_WAY && !fresh.isEmpty()) {
      Claim claim = fresh.remove();
      underWay++;
      backlog
          .settle(claim)
          .onComplete(
              done -> {
                underWay--;
                traces.remove(claim.id());
                if (done.failed()) {
                  LOG.warn("Deliveries of {} wait for the next sweep", claim.id(), done.cause());
                }
                next();
              });
    }
  }

  /** Takes in what dying processes left. */
  Future<Void> sweep() {
    return backlog.drain();
  }

  private Future<Void> open(Claim claim) {
    List<Delivery> grants =
        claim.deliveries().stream()
            .filter(each -> each.kind() == Kind.GRANT)
            .map(each -> Delivery.of(claim, trace(claim), each, firstDue()))
            .toList();
    List<ClaimDelivery> revocations =
        claim.deliveries().stream().filter(each -> each.kind() == Kind.REVOCATION).toList();
    return store
        .open(grants)
        .compose(
            opened -> Future.all(revocations.stream().map(each -> revoke(claim, each)).toList()))
        .onSuccess(opened -> due.accept(endpoints(claim)))
        .mapEmpty();
  }

  private @Nullable String trace(Claim claim) {
    return traces.get(claim.id());
  }

  private Progress firstDue() {
    return Progress.dueAt(now().plus(schedule.wait(0, time.random())));
  }

  private Instant now() {
    return Instants.now(time.clock());
  }

  /** Who is told of that claim. */
  static Set<String> endpoints(Claim claim) {
    return claim.deliveries().stream().map(ClaimDelivery::endpointId).collect(Collectors.toSet());
  }

  /**
   * Opens a revocation. A grant that nobody heard of is dropped, and it too; one that may be under
   * way is waited for, so that the revocation is the last word.
   */
  private Future<Void> revoke(Claim claim, ClaimDelivery revocation) {
    Delivery due = Delivery.of(claim, trace(claim), revocation, firstDue());
    return store
        .withdraw(due.grantId(), due.id(), now())
        .compose(
            met -> {
              if (met instanceof Withdrawal.UnderWay underway) {
                return hold(claim, revocation, underway.until());
              }
              return store.open(
                  List.of(
                      met instanceof Withdrawal.Unheard
                          ? Delivery.of(claim, trace(claim), revocation, Progress.dropped())
                          : due));
            });
  }

  /** Then looks again: the attempt may have ended before there was anything to make due. */
  private Future<Void> hold(Claim claim, ClaimDelivery revocation, Instant until) {
    Delivery held = Delivery.of(claim, trace(claim), revocation, Progress.heldUntil(until));
    return store
        .open(List.of(held))
        .compose(opened -> store.withdraw(held.grantId(), held.id(), now()))
        .compose(
            met ->
                met instanceof Withdrawal.UnderWay
                    ? Future.succeededFuture()
                    : store.release(held.id(), now()));
  }
}
