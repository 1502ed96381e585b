package io.laurel.auth.lastadmin;

import io.vertx.core.Future;

/** A list to which every access is a step. */
record SteppedGuardStore(GuardStore store, Interleavings steps) implements GuardStore {
  @Override
  public Future<Void> prepare() {
    return steps.step(store::prepare);
  }

  @Override
  public Future<Guard> read() {
    return steps.step(store::read);
  }

  @Override
  public Future<Boolean> enter(String id, long version) {
    return steps.step(() -> store.enter(id, version));
  }

  @Override
  public Future<Boolean> leave(String id) {
    return steps.step(() -> store.leave(id));
  }
}
