package io.laurel.event.claim;

import io.laurel.bus.Reply;
import io.laurel.event.claim.Claim.Change;
import io.laurel.event.condition.Measured;
import io.laurel.event.event.Event;
import io.laurel.event.reward.Reward;
import io.laurel.event.stock.Serial;
import io.laurel.event.stock.Stock;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One claim on its way to being granted: a serial if the reward is limited, then one insert that
 * decides everything. On a duplicate key one read tells the cases apart: the user has it already,
 * or another claim took the serial.
 */
final class ClaimAttempt {
  /**
   * Each collision means that another claim got a unit; more of them in a row than this never were
   * seen.
   */
  private static final int MAX_COLLISIONS = 100;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final ClaimStore store;
  private final Stock stock;
  private final Clock clock;
  private final String userId;
  private final Creation creation;
  private final Event event;
  private final Reward reward;
  private final List<Measured> conditions;
  private final String userLock;
  private int collisions;

  ClaimAttempt(
      ClaimStore store,
      Stock stock,
      Clock clock,
      String userId,
      Creation creation,
      Entitlement entitlement) {
    this.store = store;
    this.stock = stock;
    this.clock = clock;
    this.userId = userId;
    this.creation = creation;
    this.event = entitlement.event();
    this.reward = entitlement.reward();
    this.conditions = entitlement.conditions();
    this.userLock = Locks.user(reward.id(), userId, 1);
  }

  /** Fails with {@code already-claimed}, {@code out-of-stock}. */
  Future<Reply> run() {
    if (!reward.isLimited()) {
      return insert(null);
    }
    return stock
        .take(event.id(), reward.id(), reward.stock())
        .compose(serial -> serial == null ? soldOut() : insert(serial));
  }

  private Future<Reply> insert(Serial serial) {
    Claim claim = claim(serial);
    return store
        .insert(claim)
        .compose(
            inserted ->
                inserted
                    ? Future.succeededFuture(Reply.of(claim.toJson()))
                    : collided(claim, serial));
  }

  private Future<Reply> collided(Claim claim, Serial serial) {
    Future<Claim> own = creation.keyed() ? store.find(creation.id()) : Future.succeededFuture();
    return own.compose(
        found -> {
          if (found != null) {
            giveBack(serial);
            return Future.succeededFuture(replay(creation, found));
          }
          return store
              .holding(event.id(), userLock)
              .compose(holder -> refusedBy(holder, claim, serial));
        });
  }

  private Future<Reply> refusedBy(Claim holder, Claim claim, Serial serial) {
    if (holder == null) {
      return tryAnother(serial);
    }
    if (holder.id().equals(claim.id())) {
      // The driver sent our insert twice because it lost the first answer.
      return Future.succeededFuture(Reply.of(holder.toJson()));
    }
    giveBack(serial);
    return alreadyClaimed().asFuture();
  }

  /**
   * Answers a repeat with the claim that the first request made. Fails with {@code
   * idempotency-key-reused}.
   */
  static Reply replay(Creation creation, Claim own) {
    creation.mustMatch(own.fingerprint());
    return Reply.replayed(own.toJson());
  }

  private Future<Reply> tryAnother(Serial serial) {
    if (serial == null || ++collisions > MAX_COLLISIONS) {
      return Failure.unavailable("Too many claims at once; try again.", RETRY_AFTER).asFuture();
    }
    stock.taken(event.id(), reward.id(), serial);
    return run();
  }

  private Future<Reply> soldOut() {
    return store
        .holding(event.id(), userLock)
        .compose(holder -> (holder == null ? outOfStock() : alreadyClaimed()).asFuture());
  }

  private void giveBack(Serial serial) {
    if (serial != null) {
      stock.giveBack(event.id(), reward.id(), serial);
    }
  }

  private Claim claim(Serial serial) {
    Instant now = Instants.now(clock);
    List<String> locks = new ArrayList<>(List.of(userLock));
    if (serial != null) {
      locks.add(Locks.stock(reward.id(), serial.number()));
    }
    return new Claim(
        creation.id(),
        event.id(),
        userId,
        event.version(),
        ClaimStatus.GRANTED,
        List.of(ClaimedReward.of(reward, serial == null ? null : serial.number())),
        conditions,
        locks,
        now,
        List.of(new Change(now, ClaimStatus.GRANTED, Claim.SYSTEM, null)),
        null,
        creation.fingerprint());
  }

  private static Failure alreadyClaimed() {
    return Failure.conflict(
        "already-claimed", "You have claimed this reward already; see /api/v1/me/claims.");
  }

  private static Failure outOfStock() {
    return Failure.conflict("out-of-stock", "Every unit of this reward is claimed.");
  }
}
