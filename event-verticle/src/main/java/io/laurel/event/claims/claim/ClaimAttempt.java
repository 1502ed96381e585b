package io.laurel.event.claims.claim;

import io.laurel.event.catalog.event.ClaimRules.Approval;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.event.claims.judgment.Allowance;
import io.laurel.event.claims.judgment.Entitlement;
import io.laurel.event.claims.judgment.Refusal;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One claim on its way to being made: a serial of each reward that is limited, then one insert that
 * decides everything. On a duplicate key one read tells what was in the way: the user has a reward
 * as often as it may be had, or other claims took a user lock or a serial, and others are tried.
 */
final class ClaimAttempt {
  /**
   * Each collision means that another claim got something; more of them in a row than this never
   * were seen.
   */
  private static final int MAX_COLLISIONS = 100;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final ClaimDesk desk;
  private final ClaimRequest request;
  private final Creation creation;
  private final Entitlement entitlement;
  private final Pass pass;
  private final PickedSerials picked;
  private Set<String> held;
  private int collisions;

  ClaimAttempt(ClaimDesk desk, ClaimRequest request, Entitlement entitlement) {
    this.desk = desk;
    this.request = request;
    this.creation = request.creation();
    this.held = request.held();
    this.pass = request.pass();
    this.entitlement = entitlement;
    this.picked = new PickedSerials(desk.stock(), entitlement.rewards(), entitlement.count());
  }

  /**
   * Fails with a {@link Refusal} ({@code already-claimed}, {@code out-of-stock}), {@code
   * idempotency-key-reused}. However it fails, it keeps no serial: one that was used all the same
   * is only tried once more, in vain.
   */
  Future<Made> run() {
    return (isAdmissible() ? tryOnce() : tooMany()).onFailure(cause -> giveBack());
  }

  private void giveBack() {
    picked.giveBack();
    pass.giveBack();
  }

  /** Whether anybody at all may have it so often in one. */
  private boolean isAdmissible() {
    return entitlement.allowances().stream()
        .allMatch(allowance -> allowance.left(Set.of()) >= entitlement.count());
  }

  private Future<Made> tooMany() {
    return holders(List.of())
        .compose(
            holders -> {
              refuseIfUsedUp(holders.keySet());
              throw new IllegalStateException("More than the limit admits, and not refused");
            });
  }

  private Future<Made> tryOnce() {
    request.deadline().mustBeAhead();
    return pass.fill()
        .compose(
            let ->
                let
                    ? picked
                        .fill()
                        .compose(missing -> missing.isEmpty() ? insert() : soldOut(missing.get()))
                    : usedUp());
  }

  private Future<Made> insert() {
    Claim claim = claim();
    return desk.ledger().grant(claim).compose(granted -> granted ? made(claim) : collided(claim));
  }

  private static Future<Made> made(Claim claim) {
    return Future.succeededFuture(new Made(claim, false));
  }

  private Future<Made> collided(Claim claim) {
    Future<Claim> own =
        creation.keyed() ? desk.ledger().find(creation.id()) : Future.succeededFuture();
    return own.compose(
        found -> {
          if (found != null) {
            giveBack();
            return Future.succeededFuture(replay(creation, found));
          }
          return holders(taken()).compose(holders -> judge(claim, holders));
        });
  }

  /**
   * Answers a repeat with the claim that the first request made. Fails with {@code
   * idempotency-key-reused}.
   */
  static Made replay(Creation creation, Claim own) {
    creation.mustMatch(own.fingerprint());
    return new Made(own, true);
  }

  private Future<Made> judge(Claim claim, Map<String, String> holders) {
    if (holders.containsValue(claim.id())) {
      // With a key: an equal request was faster by a moment. Without: the driver sent our insert
      // twice because it lost the first answer.
      if (creation.keyed()) {
        return collided(claim);
      }
      desk.ledger().granted(claim);
      return made(claim);
    }
    refuseIfUsedUp(holders.keySet());
    if (!pass.drop(holders.keySet())) {
      return spent(holders);
    }
    if (++collisions > MAX_COLLISIONS) {
      return Failure.unavailable("Too many claims at once; try again.", RETRY_AFTER).asFuture();
    }
    held = holders.keySet();
    picked.drop(held);
    return tryOnce();
  }

  private Future<Made> soldOut(Reward missing) {
    return holders(pass.lock().stream().toList())
        .compose(
            holders -> {
              refuseIfUsedUp(holders.keySet());
              return pass.drop(holders.keySet())
                  ? new Refusal(missing, ClaimFailures.outOfStock()).asFuture()
                  : spent(holders);
            });
  }

  /** Nothing is left of what would let anybody in. */
  private Future<Made> usedUp() {
    return holders(List.of())
        .compose(
            holders -> {
              refuseIfUsedUp(holders.keySet());
              return pass.usedUp().asFuture();
            });
  }

  /** Another claim holds the only thing that would let this one in: her own, or somebody's. */
  private Future<Made> spent(Map<String, String> holders) {
    String holder = pass.lock().map(holders::get).orElseThrow();
    Allowance first = entitlement.allowances().get(0);
    return desk.ledger()
        .find(holder)
        .compose(
            claim ->
                claim != null && claim.isLiveOf(request.claimant().userId())
                    ? new Refusal(
                            first.reward(),
                            ClaimFailures.alreadyClaimed(
                                first.reward().limit(), first.left(holders.keySet())))
                        .asFuture()
                    : pass.usedUp().asFuture());
  }

  /** The locks of what is picked. */
  private List<String> taken() {
    return Stream.concat(picked.locks().stream(), pass.lock().stream()).toList();
  }

  /** Who holds what this claim could hold: each of its user locks, and those of some stock. */
  private Future<Map<String, String>> holders(List<String> stockLocks) {
    Stream<String> ofUser =
        entitlement.allowances().stream().flatMap(allowance -> allowance.locks().stream());
    return desk.ledger()
        .holders(entitlement.event().id(), Stream.concat(ofUser, stockLocks.stream()).toList());
  }

  private void refuseIfUsedUp(Set<String> held) {
    for (Allowance allowance : entitlement.allowances()) {
      int left = allowance.left(held);
      if (left < entitlement.count()) {
        throw new Refusal(
            allowance.reward(), ClaimFailures.alreadyClaimed(allowance.reward().limit(), left));
      }
    }
  }

  private Claim claim() {
    List<String> locks = new ArrayList<>();
    List<ClaimedReward> rewards = new ArrayList<>();
    for (Allowance allowance : entitlement.allowances()) {
      locks.addAll(
          allowance.chooseFree(
              held, entitlement.count(), 31 * creation.id().hashCode() + collisions));
      rewards.add(
          ClaimedReward.of(
              allowance.reward(), entitlement.count(), picked.serials(allowance.reward())));
    }
    locks.addAll(taken());
    Transition beginning = beginning();
    boolean granted = beginning.status() == ClaimStatus.GRANTED;
    return new Claim(
        creation.id(),
        entitlement.event().id(),
        request.claimant().userId(),
        request.claimant().requestedBy(),
        entitlement.event().version(),
        beginning.status(),
        rewards,
        entitlement.conditions(),
        locks,
        entitlement.at(),
        List.of(beginning),
        granted ? DeliveryPlan.grants(rewards) : List.of(),
        null,
        creation.fingerprint(),
        request.part());
  }

  private Transition beginning() {
    return entitlement.event().rules().approval() == Approval.MANUAL
        ? new Transition(
            entitlement.at(),
            ClaimStatus.PENDING_APPROVAL,
            request.claimant().caller().userId(),
            null)
        : new Transition(entitlement.at(), ClaimStatus.GRANTED, Claim.SYSTEM, null);
  }
}
