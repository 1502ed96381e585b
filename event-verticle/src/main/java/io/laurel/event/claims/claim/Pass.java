package io.laurel.event.claims.claim;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/**
 * What lets one claim in besides what its player is entitled to: one more lock, which the same
 * insert decides. Used by one claim, on one event loop.
 */
public interface Pass {
  /** Of a claim that needs none. */
  Pass NONE =
      new Pass() {
        @Override
        public Future<Boolean> fill() {
          return Future.succeededFuture(true);
        }

        @Override
        public Optional<String> lock() {
          return Optional.empty();
        }

        @Override
        public boolean drop(Set<String> held) {
          return true;
        }

        @Override
        public void giveBack() {
          // There is nothing.
        }

        @Override
        public Failure usedUp() {
          throw new IllegalStateException("Nothing can be used up");
        }
      };

  /** Picks a lock, unless one is picked; false where every one is held. */
  Future<Boolean> fill();

  /** What is picked. */
  Optional<String> lock();

  /**
   * Drops what is picked where that is among the locks that other claims hold.
   *
   * @return false where there is no other that could be picked
   */
  boolean drop(Set<String> held);

  /** Returns what is picked. */
  void giveBack();

  /** What a player is told for whom nothing is left. */
  Failure usedUp();
}
