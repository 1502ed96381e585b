package io.laurel.cluster;

import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBootstrapImpl;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.json.JsonObject;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.VertxMetrics;

/**
 * Metrics as before, and the bus's choice of nodes by a {@link RouteSelector}: the builder of
 * Vert.x has no word for that, but shows itself to who makes its metrics.
 */
final class RouteSelecting implements VertxMetricsFactory {
  private final VertxMetricsFactory metrics;
  private final RouteSelector selector;

  RouteSelecting(VertxMetricsFactory metrics, RouteSelector selector) {
    this.metrics = metrics;
    this.selector = selector;
  }

  @Override
  public void init(VertxBootstrap bootstrap) {
    metrics.init(bootstrap);
    ((VertxBootstrapImpl) bootstrap).clusterNodeSelector(selector);
  }

  @Override
  public VertxMetrics metrics(VertxOptions options) {
    return metrics.metrics(options);
  }

  @Override
  public MetricsOptions newOptions() {
    return metrics.newOptions();
  }

  @Override
  public MetricsOptions newOptions(MetricsOptions options) {
    return metrics.newOptions(options);
  }

  @Override
  public MetricsOptions newOptions(JsonObject json) {
    return metrics.newOptions(json);
  }
}
