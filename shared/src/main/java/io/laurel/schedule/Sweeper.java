package io.laurel.schedule;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does again and again what a dying process may have left undone. Every node sweeps; a task must
 * bear being done by several at once. One that takes long holds up no other. Belongs to one event
 * loop.
 */
public final class Sweeper {
  /** For the deletion of what has expired, which does no harm for a while. */
  public static final Duration SELDOM = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private final Vertx vertx;
  private final Duration interval;
  private final List<Poll> tasks = new ArrayList<>();

  /**
   * A sweeper without tasks.
   *
   * @param interval between the end of a task and its next beginning, where it has none of its own
   */
  public Sweeper(Vertx vertx, Duration interval) {
    this.vertx = vertx;
    this.interval = interval;
  }

  /** Adds a task; its name is for logs. One that fails is logged, and tried again in its turn. */
  public Sweeper add(String name, Supplier<Future<Void>> task) {
    return add(name, interval, task);
  }

  /** Adds a task that is done at its own interval, such as {@link #SELDOM}. */
  public Sweeper add(String name, Duration every, Supplier<Future<Void>> task) {
    tasks.add(new Poll(vertx, every, () -> run(name, every, task)));
    return this;
  }

  private static Future<Void> run(String name, Duration every, Supplier<Future<Void>> task) {
    return Future.<Void>succeededFuture()
        .compose(now -> task.get())
        .recover(
            cause -> {
              LOG.warn("Sweeping {} failed; next try in {}", name, every, cause);
              return Future.succeededFuture();
            });
  }

  /** Does every task, and goes on until {@link #stop}; completes when each was done once. */
  public Future<Void> start() {
    return Future.join(tasks.stream().map(Poll::start).toList()).mapEmpty();
  }

  /** The same without the first time, for what was done a moment ago. */
  public void startLater() {
    tasks.forEach(Poll::startLater);
  }

  /** Begins no task any more; completes when those under way are done, or hang. */
  public Future<Void> stop() {
    return Future.join(tasks.stream().map(Poll::stop).toList()).mapEmpty();
  }
}
