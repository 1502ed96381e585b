package io.laurel.schedule;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does again and again what a dying process may have left undone. Every node sweeps; a task must
 * bear being done by several at once. Belongs to one event loop.
 */
public final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Vertx vertx;
  private final Duration interval;
  private final Map<String, Supplier<Future<Void>>> tasks = new LinkedHashMap<>();
  private long timer = -1;
  private boolean stopped;
  private Future<Void> running = Future.succeededFuture();

  /**
   * A sweeper without tasks.
   *
   * @param interval between the end of one round and the beginning of the next
   */
  public Sweeper(Vertx vertx, Duration interval) {
    this.vertx = vertx;
    this.interval = interval;
  }

  /** Adds a task; its name is for logs. One that fails is logged, and tried again next round. */
  public Sweeper add(String name, Supplier<Future<Void>> task) {
    tasks.put(name, task);
    return this;
  }

  /** Does the first round, and goes on until {@link #stop}; completes after the first round. */
  public Future<Void> start() {
    running = Future.join(tasks.entrySet().stream().map(this::run).toList()).mapEmpty();
    return running.onComplete(done -> schedule());
  }

  /** The same without the first round, for what was done a moment ago. */
  public void startLater() {
    schedule();
  }

  private Future<Void> run(Map.Entry<String, Supplier<Future<Void>>> task) {
    return Future.<Void>succeededFuture()
        .compose(now -> task.getValue().get())
        .recover(
            cause -> {
              LOG.warn("Sweeping {} failed; next try in {}", task.getKey(), interval, cause);
              return Future.succeededFuture();
            });
  }

  private void schedule() {
    if (!stopped) {
      timer = vertx.setTimer(interval.toMillis(), due -> start());
    }
  }

  /** Begins no further round; completes when the one under way is done, or hangs. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return Patience.with(vertx, running);
  }
}
