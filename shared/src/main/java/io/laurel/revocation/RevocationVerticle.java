package io.laurel.revocation;

import io.laurel.bus.Announcements;
import io.laurel.schedule.Poll;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.Supplier;

/** Keeps the revocations of a process up to date: every so often, and at once when hinted at. */
final class RevocationVerticle extends VerticleBase {
  private final Revocations revocations;
  private final Duration interval;
  private final Supplier<Future<Void>> close;
  private Poll poll;

  /**
   * Keeps {@code revocations} up to date.
   *
   * @param close run at the end
   */
  RevocationVerticle(Revocations revocations, Duration interval, Supplier<Future<Void>> close) {
    this.revocations = revocations;
    this.interval = interval;
    this.close = close;
  }

  /**
   * Completes after the first read. One that fails keeps nobody from starting: until one succeeds
   * the process is not ready and admits nobody.
   */
  @Override
  public Future<?> start() {
    poll = new Poll(vertx, interval, revocations::read);
    return new Announcements(vertx)
        .listen(Revocation.ANNOUNCED, poll::hint)
        .compose(listening -> poll.start());
  }

  @Override
  public Future<?> stop() {
    return poll.stop().eventually(close);
  }
}
