package io.laurel.event.facts.condition;

import io.vertx.core.Future;

/** Where work is done that would hold up an event loop. */
@FunctionalInterface
public interface Worker {
  /** Runs the task elsewhere, and completes on the caller's context when it is done. */
  Future<Void> run(Runnable task);
}
