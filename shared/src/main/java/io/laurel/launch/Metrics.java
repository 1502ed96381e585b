package io.laurel.launch;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/** What Vert.x measures of itself. */
final class Metrics {
  private Metrics() {}

  static PrometheusMeterRegistry registry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  static VertxMetricsFactory factory(PrometheusMeterRegistry registry) {
    return new MicrometerMetricsFactory(registry);
  }

  /**
   * Few labels, because each costs on every request; and none that a client chooses, because each
   * value is kept for good: a method may be any word, a path anything.
   */
  static VertxOptions options() {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions()
            .setLabels(
                EnumSet.of(
                    Label.HTTP_ROUTE,
                    Label.HTTP_CODE,
                    Label.EB_SIDE,
                    Label.EB_FAILURE,
                    Label.POOL_TYPE,
                    Label.POOL_NAME))
            .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
            .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
            .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
            .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET)
            .setJvmMetricsEnabled(true);
    metrics.setEnabled(true);
    return new VertxOptions().setMetricsOptions(metrics);
  }
}
