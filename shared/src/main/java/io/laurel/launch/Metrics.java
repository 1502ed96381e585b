package io.laurel.launch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/** What every process measures of itself, whatever it serves. */
final class Metrics {
  private static final int ALONE = 1;

  private Metrics() {}

  static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    return registry;
  }

  static VertxMetricsFactory factory(PrometheusMeterRegistry registry) {
    return new MicrometerMetricsFactory(registry);
  }

  /**
   * Of what Vert.x measures only its pools and the JVM. Its servers and its bus are measured by
   * ourselves, because it would know neither operation nor outcome, and costs a fifth of a message.
   */
  static VertxOptions options() {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions()
            .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME))
            .setJvmMetricsEnabled(true);
    EnumSet.complementOf(EnumSet.of(MetricsDomain.NAMED_POOLS))
        .forEach(metrics::addDisabledMetricsCategory);
    metrics.setEnabled(true);
    return new VertxOptions().setMetricsOptions(metrics);
  }

  /** Begins to measure what there is as soon as Vert.x is. */
  static void watch(PrometheusMeterRegistry registry, Vertx vertx, Program program) {
    VertxInternal internal = (VertxInternal) vertx;
    // Not by Micrometer, which leaves out the end of such a name.
    Info.builder()
        .name("laurel_build_info")
        .help("Which program this is, and of which version")
        .labelNames("program", "version")
        .register(registry.getPrometheusRegistry())
        .addLabelValues(program.name(), Entrance.version(program.getClass()));
    Gauge.builder("laurel_cluster_nodes", internal, Metrics::nodes)
        .description("Nodes of the cluster that this process knows, itself included")
        .register(registry);
    EventLoops.watch(registry, internal.nettyEventLoopGroup());
  }

  private static int nodes(VertxInternal vertx) {
    ClusterManager cluster = vertx.clusterManager();
    return cluster == null ? ALONE : cluster.getNodes().size();
  }
}
