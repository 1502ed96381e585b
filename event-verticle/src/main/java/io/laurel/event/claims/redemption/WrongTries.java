package io.laurel.event.claims.redemption;

import io.laurel.bus.Origin;
import io.laurel.event.claims.player.Claimant;
import io.laurel.event.claims.redemption.RedemptionStore.Look;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.security.Role;
import io.laurel.throttle.FailedTries.Admission;
import io.laurel.throttle.TryCounter;
import io.laurel.throttle.TryScope;
import io.laurel.throttle.TryStore;
import io.laurel.throttle.Turns;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes guessing codes wait. A right code is only read with what is counted, so that it costs no
 * write; a wrong one is counted before it is answered, in one document a key that all nodes share.
 * A player's codes are looked at one after the other on a node: guesses that come at once are let
 * in no more than others.
 */
final class WrongTries {
  private static final String PREFIX = "att";

  private final RedemptionConfig config;
  private final TryCounter counter;
  private final Turns turns;
  private final Ids ids;
  private final Clock clock;

  WrongTries(RedemptionConfig config, TryStore store, Ids ids, Clock clock, LongSupplier nanos) {
    this.config = config;
    this.counter = new TryCounter(store, ids, clock);
    this.turns = new Turns(1, config.queue(), nanos);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a try is counted for, the player last. Game servers stand between their players and us:
   * their address says nothing.
   */
  List<TryScope> scopes(Claimant claimant, Origin origin) {
    String player = claimant.userId();
    List<TryScope> scopes = new ArrayList<>();
    if (!claimant.caller().hasAny(Role.SERVICE) && origin.address() != null) {
      scopes.add(TryScope.ofAddress(origin.network(), player, config.address()));
    }
    scopes.add(new TryScope("player/" + player, ids.next(PREFIX), config.player(), false));
    return scopes;
  }

  /** Looks at one code of a player at a time. Fails with {@code unavailable} for too many. */
  <T> Future<T> inTurn(List<TryScope> scopes, Supplier<Future<T>> turn) {
    return turns.take(scopes.get(scopes.size() - 1).key(), turn);
  }

  /**
   * Passes whom nothing that is counted makes wait; reads nothing for it. Fails with {@code
   * too-many-attempts}.
   */
  Future<Void> admit(List<TryScope> scopes, Look look) {
    Future<Void> admitted = Future.succeededFuture();
    for (TryScope scope : scopes) {
      admitted = admitted.compose(before -> admit(scope, look));
    }
    return admitted;
  }

  private Future<Void> admit(TryScope scope, Look look) {
    Admission admission =
        look.tries(scope.key()).judge(scope.mark(), scope.rule(), Instants.now(clock));
    // The first who has to wait begins the wait, for everybody.
    return admission.isLetIn() ? Future.succeededFuture() : count(scope);
  }

  /** Counts a wrong try. Fails with {@code too-many-attempts} where others were faster. */
  Future<Void> count(List<TryScope> scopes) {
    Future<Void> counted = Future.succeededFuture();
    for (TryScope scope : scopes) {
      counted = counted.compose(before -> count(scope));
    }
    return counted;
  }

  /** The document of each is written by one of us at a time; among nodes, the version decides. */
  private Future<Void> count(TryScope scope) {
    return turns.take("count " + scope.key(), () -> counter.count(scope)).compose(this::refuse);
  }

  private Future<Void> refuse(Admission admission) {
    return admission.isLetIn()
        ? Future.succeededFuture()
        : Failure.tooManyAttempts(admission.delay()).asFuture();
  }
}
