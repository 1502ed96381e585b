package io.laurel.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Traces by OpenTelemetry, sent to a collector by OTLP over HTTP; nothing at all where no collector
 * is named. What cannot be sent in time is dropped: a collector that is away or slow costs a
 * bounded queue, and nobody waits for it.
 */
public final class Tracing {
  /** Which trace the work of a context belongs to. Vert.x has to know of it before it is made. */
  static final ContextLocal<Context> ACTIVE = ContextLocal.registerLocal(Context.class);

  /** Nothing is traced. */
  public static final Tracing NONE = new Tracing(null);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

  private final @Nullable OpenTelemetrySdk sdk;

  private Tracing(@Nullable OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * As configured.
   *
   * @param program name of the process's program
   * @param version of it
   */
  public static Tracing of(TracingConfig config, String program, String version) {
    String traces = config.traces();
    return new Tracing(traces == null ? null : sdk(traces, config, program, version));
  }

  private static OpenTelemetrySdk sdk(
      String traces, TracingConfig config, String program, String version) {
    BatchSpanProcessor sender =
        BatchSpanProcessor.builder(
                OtlpHttpSpanExporter.builder()
                    .setEndpoint(traces)
                    .setConnectTimeout(PATIENCE)
                    .setTimeout(PATIENCE)
                    .setRetryPolicy(null)
                    .build())
            .setMaxQueueSize(config.queue())
            .setExporterTimeout(PATIENCE)
            .build();
    SdkTracerProvider tracers =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.builder()
                        .put("service.namespace", "laurel")
                        .put("service.name", "laurel-" + program)
                        .put("service.version", version)
                        .put("service.instance.id", UUID.randomUUID().toString())
                        .build()))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.ratio())))
            .addSpanProcessor(sender)
            .build();
    return OpenTelemetrySdk.builder()
        .setTracerProvider(tracers)
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  /**
   * What makes the metrics of Vert.x, and has it trace its servers and its bus besides, if anything
   * is traced: so those who make a member of a cluster need not know.
   */
  public VertxMetricsFactory beside(VertxMetricsFactory metrics) {
    OpenTelemetrySdk traced = sdk;
    return traced == null ? metrics : new Beside(metrics, traced);
  }

  private record Beside(VertxMetricsFactory metrics, OpenTelemetrySdk traced)
      implements VertxMetricsFactory {
    @Override
    public void init(VertxBootstrap bootstrap) {
      bootstrap.tracerFactory(options -> new DiscreetTracer(traced));
      metrics.init(bootstrap);
    }

    @Override
    public VertxMetrics metrics(VertxOptions options) {
      return metrics.metrics(options);
    }

    @Override
    public MetricsOptions newOptions() {
      return metrics.newOptions();
    }
  }

  /**
   * Sends what is left, if that can be done in a moment.
   *
   * @param vertx another one than the traced, which has ended by then
   */
  public Future<Void> close(Vertx vertx) {
    if (sdk == null) {
      return Future.succeededFuture();
    }
    Promise<Void> sent = Promise.promise();
    sdk.shutdown().whenComplete(sent::tryComplete);
    return Future.any(
            sent.future(),
            vertx.timer(LAST_PATIENCE.toMillis(), TimeUnit.MILLISECONDS).<Void>mapEmpty())
        .mapEmpty();
  }
}
