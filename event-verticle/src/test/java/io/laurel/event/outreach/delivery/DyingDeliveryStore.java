package io.laurel.event.outreach.delivery;

import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store whose process dies between two writes: from then on nothing is written and nobody is
 * answered.
 */
final class DyingDeliveryStore implements DeliveryStore {
  private final DeliveryStore store;
  private final int death;
  private final boolean written;
  private int writes;

  /**
   * When it dies.
   *
   * @param death the write at which it does, from 1
   * @param written whether that one is done still
   */
  DyingDeliveryStore(DeliveryStore store, int death, boolean written) {
    this.store = store;
    this.death = death;
    this.written = written;
  }

  synchronized boolean isDead() {
    return writes >= death;
  }

  private synchronized <T> Future<T> write(Supplier<Future<T>> write) {
    writes++;
    if (writes < death) {
      return write.get();
    }
    return writes == death && written ? write.get().compose(done -> never()) : never();
  }

  private synchronized <T> Future<T> read(Supplier<Future<T>> read) {
    return isDead() ? never() : read.get();
  }

  private static <T> Future<T> never() {
    return Promise.<T>promise().future();
  }

  @Override
  public Future<Void> prepare() {
    return store.prepare();
  }

  @Override
  public Future<Void> open(List<Delivery> deliveries) {
    return write(() -> store.open(deliveries));
  }

  @Override
  public Future<Optional<Leased>> take(String endpointId, Instant now, Instant leaseUntil) {
    return read(() -> store.take(endpointId, now, leaseUntil))
        .compose(taken -> taken.isEmpty() ? Future.succeededFuture(taken) : taken(taken));
  }

  /** A look that finds nothing is no step. */
  private synchronized Future<Optional<Leased>> taken(Optional<Leased> taken) {
    writes++;
    return isDead() ? never() : Future.succeededFuture(taken);
  }

  @Override
  public Future<Optional<Ended>> end(Leased leased, Ending ending) {
    return write(() -> store.end(leased, ending));
  }

  @Override
  public Future<Withdrawal> withdraw(String grantId, String revocationId, Instant now) {
    return write(() -> store.withdraw(grantId, revocationId, now));
  }

  @Override
  public Future<Void> release(String revocationId, Instant now) {
    return write(() -> store.release(revocationId, now));
  }

  @Override
  public Future<Void> park(String endpointId) {
    return read(() -> store.park(endpointId));
  }

  @Override
  public Future<Void> unpark(String endpointId, Instant now) {
    return read(() -> store.unpark(endpointId, now));
  }

  @Override
  public Future<Long> count(Failures failures) {
    return read(() -> store.count(failures));
  }

  @Override
  public Future<Long> count(Delivery.State state) {
    return read(() -> store.count(state));
  }

  @Override
  public Future<Long> redeliver(Failures failures, Instant now) {
    return read(() -> store.redeliver(failures, now));
  }

  @Override
  public Future<Page<Delivery>> list(Filter filter, PageRequest page) {
    return read(() -> store.list(filter, page));
  }

  @Override
  public Future<List<Delivery>> find(Collection<String> ids) {
    return read(() -> store.find(ids));
  }

  @Override
  public Future<Optional<Instant>> oldestPending() {
    return read(store::oldestPending);
  }
}
