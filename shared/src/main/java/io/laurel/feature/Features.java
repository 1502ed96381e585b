package io.laurel.feature;

import io.laurel.bus.Announcements;
import io.laurel.bus.BusEndpoints;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and ends the features of a verticle: each is prepared in turn, what dying processes left
 * is done, then all are served. Belongs to one event loop.
 */
public final class Features {
  private static final Logger LOG = LoggerFactory.getLogger(Features.class);

  private final List<Feature> features;
  private final Sweeper sweeper;
  private final BusEndpoints endpoints;

  /**
   * Nothing happens until {@link #start}.
   *
   * @param features each after those it builds on
   * @param sweeper without tasks
   * @param endpoints without operations
   */
  public Features(List<Feature> features, Sweeper sweeper, BusEndpoints endpoints) {
    this.features = List.copyOf(features);
    this.sweeper = sweeper;
    this.endpoints = endpoints;
  }

  /**
   * Completes when the whole cluster can call every operation, and every listener hears. Fails
   * where one cannot be prepared; then none after it is, and nothing is swept or served.
   *
   * @param patience with a database that cannot be reached
   */
  public Future<Void> start(Announcements announcements, Patience patience) {
    return inTurn(features, feature -> patience.retry(() -> feature.prepare().mapEmpty()))
        .compose(prepared -> sweep())
        .compose(swept -> serve())
        .compose(served -> listen(announcements));
  }

  /**
   * Prepares features that are used without being served, as a command does.
   *
   * @param features each after those it builds on
   */
  public static Future<Void> prepare(List<Feature> features) {
    return inTurn(features, Feature::prepare);
  }

  private Future<Void> sweep() {
    features.forEach(feature -> feature.sweepers(sweeper));
    return sweeper.start();
  }

  private Future<Void> serve() {
    features.forEach(feature -> feature.serve(endpoints));
    return endpoints.registered();
  }

  private Future<Void> listen(Announcements announcements) {
    return Future.all(features.stream().map(feature -> feature.listen(announcements)).toList())
        .mapEmpty();
  }

  /**
   * Takes no more calls, waits for those in flight at most as long as {@code patience}, then ends
   * the features, the last first.
   */
  public Future<Void> stop(Duration patience) {
    List<Feature> backwards = new ArrayList<>(features);
    Collections.reverse(backwards);
    return endpoints
        .close(patience)
        .eventually(sweeper::stop)
        .eventually(() -> inTurn(backwards, Features::end));
  }

  /** One that cannot end keeps none of those it builds on from it. */
  private static Future<Void> end(Feature feature) {
    return Future.<Void>succeededFuture()
        .<Void>compose(now -> feature.stop().mapEmpty())
        .recover(
            cause -> {
              LOG.warn("{} did not end as it should", feature.getClass().getSimpleName(), cause);
              return Future.succeededFuture();
            });
  }

  private static Future<Void> inTurn(List<Feature> features, Function<Feature, Future<?>> step) {
    Future<Void> done = Future.succeededFuture();
    for (Feature feature : features) {
      done = done.compose(before -> step.apply(feature).mapEmpty());
    }
    return done;
  }
}
