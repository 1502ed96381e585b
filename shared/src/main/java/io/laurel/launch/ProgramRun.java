package io.laurel.launch;

import io.laurel.cluster.Cluster;
import io.laurel.cluster.Joining;
import io.laurel.config.Listening;
import io.laurel.config.Settings;
import io.laurel.config.SettingsLoader;
import io.laurel.contract.Contract;
import io.laurel.management.ManagementConfig;
import io.laurel.management.ManagementServer;
import io.laurel.management.Readiness;
import io.laurel.telemetry.Tracing;
import io.laurel.telemetry.TracingConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a program, from its settings to its end. */
final class ProgramRun {
  private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);

  /** Peers go on sending until they have heard that the consumers are gone. */
  private static final Duration PEERS_HEAR = Duration.ofSeconds(1);

  private final Program program;
  private final PrometheusMeterRegistry metrics = Metrics.registry();

  /** Has an event loop of its own: whatever the others suffer, an operator is answered. */
  private final Vertx operators =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1));

  private volatile Tracing tracing = Tracing.NONE;
  private volatile @Nullable Made made;
  private volatile @Nullable String managementUrl;
  private volatile boolean served;
  private volatile boolean stopping;

  /** What there is before the program is deployed. */
  private record Made(ProcessConfig config, Host host) {}

  ProgramRun(Program program) {
    this.program = program;
  }

  /**
   * Completes when everything is served. Blocks while settings are read, so that Vert.x is not made
   * on the event loop of another one.
   */
  Future<Void> start() {
    return createHost(settings())
        .compose(
            host ->
                manage(host)
                    .compose(managed -> program.deploy(host))
                    .onSuccess(
                        deployed -> {
                          served = true;
                          host.readiness().serving(true);
                        }));
  }

  /** Before the program's Vert.x, because they say whether it is clustered. */
  private Settings settings() {
    return new SettingsLoader(operators).load(program.settings()).await();
  }

  /** All of them first: a mistake must not meet parts that are already starting. */
  private Future<Host> createHost(Settings settings) {
    ProcessConfig config = ProcessConfig.of(settings);
    ManagementConfig.of(settings);
    TracingConfig traces = TracingConfig.of(settings);
    program.check(settings);
    tracing = Tracing.of(traces, program.name(), Entrance.version(program.getClass()));
    // Blocks; who joins a cluster needs it to tell who may be where.
    Contract contract = Contract.load();
    return createVertx(config, settings, contract)
        .onSuccess(vertx -> Metrics.watch(metrics, vertx, program))
        .map(
            vertx -> {
              Host host =
                  new Host(
                      vertx, settings, contract, Clock.systemUTC(), new Readiness(vertx), metrics);
              made = new Made(config, host);
              return host;
            });
  }

  private Future<Vertx> createVertx(ProcessConfig config, Settings settings, Contract contract) {
    VertxOptions options = Metrics.options();
    VertxMetricsFactory measured = tracing.beside(Metrics.factory(metrics));
    return config.clustered()
        ? Cluster.join(
            options, measured, settings, new Joining(program.name(), contract, Clock.systemUTC()))
        : Future.succeededFuture(Vertx.builder().with(options).withMetrics(measured).build());
  }

  private Future<Void> manage(Host host) {
    ManagementConfig management = ManagementConfig.of(host.settings());
    return ManagementServer.start(operators, management, host.readiness(), metrics, host.clock())
        .map(
            port -> {
              managementUrl = Listening.url(management.host(), port);
              LOG.info("Live, ready and metrics at {}", managementUrl);
              return null;
            });
  }

  /**
   * Leaves readiness, goes on serving for the configured delay, undeploys and closes. Blocks at
   * most as long as configured; for a shutdown hook.
   */
  void stop() {
    stopping = true;
    Made stopped = made;
    if (stopped == null) {
      return;
    }
    ProcessConfig config = stopped.config();
    Vertx vertx = stopped.host().vertx();
    stopped.host().readiness().serving(false);
    try {
      pause(vertx, served ? config.shutdownDelay() : Duration.ZERO)
          .compose(noticed -> program.undeploy(vertx))
          .onFailure(cause -> LOG.warn("Not everything could be undeployed", cause))
          .eventually(() -> pause(vertx, served && config.clustered() ? PEERS_HEAR : Duration.ZERO))
          .eventually(vertx::close)
          .eventually(() -> tracing.close(operators))
          .eventually(operators::close)
          .otherwiseEmpty()
          .await(config.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("{} ended", program.name());
    } catch (TimeoutException e) {
      LOG.warn("Gave up waiting for a clean end after SHUTDOWN_TIMEOUT_MS");
    }
  }

  private static Future<Void> pause(Vertx vertx, Duration duration) {
    return duration.isZero()
        ? Future.succeededFuture()
        : vertx.timer(duration.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  boolean stopping() {
    return stopping;
  }

  /** Where the operator looks; null before that port is open. */
  @Nullable String managementUrl() {
    return managementUrl;
  }
}
