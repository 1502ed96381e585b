package io.laurel.launch;

import io.laurel.cluster.Cluster;
import io.laurel.cluster.Joining;
import io.laurel.cluster.Node;
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
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a program, from its settings to its end. */
final class ProgramRun {
  private static final Logger LOG = LoggerFactory.getLogger(ProgramRun.class);

  /** Peers go on sending until they have heard that nothing is offered here any more. */
  private static final Duration PEERS_HEAR = Duration.ofSeconds(1);

  /** The last answers leave before the bus closes. */
  private static final Duration ANSWERS_LEAVE = Duration.ofMillis(200);

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

  /** Completes with whether the process ended as it should. */
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

  private final AtomicBoolean stops = new AtomicBoolean();

  /**
   * What there is before the program is deployed.
   *
   * @param watch null where there are no others
   */
  private record Made(ProcessConfig config, Host host, @Nullable Watch watch) {}

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
                    .compose(managed -> watch())
                    .compose(watched -> program.deploy(host))
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
    WatchConfig.of(settings);
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
              made = new Made(config, host, config.clustered() ? watch(host) : null);
              return host;
            });
  }

  private Watch watch(Host host) {
    return new Watch(
        host.vertx(),
        WatchConfig.of(host.settings()),
        host.readiness(),
        why -> Launcher.leave(program.name(), why));
  }

  private Future<Void> watch() {
    Watch watch = made == null ? null : made.watch();
    return watch == null ? Future.succeededFuture() : watch.start();
  }

  private Future<Vertx> createVertx(ProcessConfig config, Settings settings, Contract contract) {
    VertxOptions options = Metrics.options();
    VertxMetricsFactory measured = tracing.beside(Metrics.factory(metrics));
    Node about = new Node(program.name(), Entrance.version(program.getClass()), Instant.now());
    if (config.clustered()) {
      Joining joining = new Joining(program.name(), contract, Clock.systemUTC());
      return Cluster.join(options, measured, settings, joining, about);
    }
    Vertx vertx = Vertx.builder().with(options).withMetrics(measured).build();
    Cluster.alone(vertx, about);
    return Future.succeededFuture(vertx);
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
   * Leaves readiness and takes its operations back from the others, goes on serving for the
   * configured delay, undeploys and closes. Blocks at most as long as configured; who calls it
   * again waits for the same end.
   *
   * @return whether all of it was done in time
   */
  boolean stop() {
    if (stops.compareAndSet(false, true)) {
      stopping = true;
      Made begun = made;
      boolean whole = false;
      try {
        whole = begun == null || end(begun);
      } finally {
        stopped.complete(whole);
      }
    }
    return stopped.join();
  }

  private boolean end(Made begun) {
    ProcessConfig config = begun.config();
    Vertx vertx = begun.host().vertx();
    begun.host().readiness().serving(false);
    try {
      withdraw(begun.watch())
          .compose(told -> pause(vertx, served ? toBeNoticed(config) : Duration.ZERO))
          .compose(noticed -> program.undeploy(vertx))
          .onFailure(cause -> LOG.warn("Not everything could be undeployed", cause))
          .eventually(() -> pause(vertx, config.clustered() ? ANSWERS_LEAVE : Duration.ZERO))
          .eventually(vertx::close)
          .eventually(() -> tracing.close(operators))
          .eventually(operators::close)
          .otherwiseEmpty()
          .await(config.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS);
      LOG.info("{} ended", program.name());
      return true;
    } catch (TimeoutException e) {
      LOG.warn("Gave up waiting for a clean end after SHUTDOWN_TIMEOUT_MS");
      return false;
    }
  }

  /** A cluster that does not answer keeps nobody from ending. */
  private static Future<Void> withdraw(@Nullable Watch watch) {
    return watch == null
        ? Future.succeededFuture()
        : watch
            .stop()
            .timeout(PEERS_HEAR.toMillis(), TimeUnit.MILLISECONDS)
            .onFailure(cause -> LOG.warn("The others could not be told of the end", cause))
            .otherwiseEmpty();
  }

  private static Duration toBeNoticed(ProcessConfig config) {
    Duration delay = config.shutdownDelay();
    return config.clustered() && delay.compareTo(PEERS_HEAR) < 0 ? PEERS_HEAR : delay;
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
