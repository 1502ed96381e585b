package io.laurel.event.facts.condition;

import io.laurel.bus.Announcements;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What conditions ask, and whether it is done. */
public final class ConditionFeature implements Feature {
  private static final Logger LOG = LoggerFactory.getLogger(ConditionFeature.class);

  private final Criteria criteria;

  /** The room at that site. */
  public ConditionFeature(Site site) {
    criteria = new Criteria(site.supply(Worker.class, () -> reader(site.vertx())));
  }

  /** One thread of its own: whoever waits for an expression keeps nobody else waiting. */
  private static Worker reader(Vertx vertx) {
    WorkerExecutor executor = vertx.createSharedWorkerExecutor("expressions", 1);
    return task ->
        executor.executeBlocking(
            () -> {
              task.run();
              return null;
            });
  }

  /** Judges by conditions. */
  public Criteria criteria() {
    return criteria;
  }

  /**
   * Nobody waits for the warming up: readiness does not, and who comes earlier only waits a little
   * longer.
   */
  @Override
  public Future<?> listen(Announcements announcements) {
    criteria.warmUp().onFailure(cause -> LOG.warn("Expressions are not warmed up", cause));
    return Future.succeededFuture();
  }
}
