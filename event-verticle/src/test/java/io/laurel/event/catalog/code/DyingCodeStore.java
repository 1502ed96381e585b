package io.laurel.event.catalog.code;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A store whose process dies at one of its steps, before, in or after the step. */
final class DyingCodeStore implements CodeStore {
  private final CodeStore store;
  private final Death death;
  private int steps;

  /** How it dies at a step. */
  enum Moment {
    BEFORE,
    MIDWAY,
    AFTER
  }

  /**
   * When it dies.
   *
   * @param step from 1
   */
  record Death(int step, Moment moment) {}

  DyingCodeStore(CodeStore store, Death death) {
    this.store = store;
    this.death = death;
  }

  private <T> Future<T> step(Supplier<Future<T>> work, Supplier<Future<T>> half) {
    steps++;
    if (steps < death.step()) {
      return work.get();
    }
    Future<T> done =
        steps > death.step()
            ? Future.succeededFuture()
            : switch (death.moment()) {
              case BEFORE -> Future.succeededFuture();
              case MIDWAY -> half.get();
              case AFTER -> work.get();
            };
    return done.transform(gone -> Failure.unavailable("dead", Duration.ofSeconds(1)).asFuture());
  }

  /** Whether it lived long enough for that death. */
  boolean died() {
    return steps >= death.step();
  }

  @Override
  public Future<Void> prepare() {
    return store.prepare();
  }

  @Override
  public Future<Integer> append(List<SealedCode> codes) {
    return step(() -> store.append(codes), () -> store.append(codes.subList(0, codes.size() / 2)));
  }

  @Override
  public Future<Set<String>> known(String rewardId, Collection<String> hashes) {
    return step(() -> store.known(rewardId, hashes), Future::succeededFuture);
  }

  @Override
  public Future<List<SealedCode>> find(Collection<CodeKey> places) {
    return step(() -> store.find(places), Future::succeededFuture);
  }

  @Override
  public Future<Void> dropAllOf(String rewardId) {
    return step(() -> store.dropAllOf(rewardId), Future::succeededFuture);
  }
}
