package io.laurel.standalone;

import io.laurel.auth.AuthProgram;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.embedded.EmbeddedMongo;
import io.laurel.embedded.EmbeddedMongoException;
import io.laurel.event.EventProgram;
import io.laurel.gateway.GatewayProgram;
import io.laurel.launch.Host;
import io.laurel.launch.Launcher;
import io.laurel.launch.Program;
import io.laurel.standalone.demo.Demo;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The three programs and an embedded database in one JVM. Needs no configuration: what the others
 * require, it makes in its data directory; what an operator gives, it takes.
 */
public final class StandaloneProgram implements Program {
  /** Without its database each request is refused; this is how long those in flight have for it. */
  private static final Duration REFUSALS_LEAVE = Duration.ofSeconds(2);

  private final Program auth = new AuthProgram();
  private final Program event = new EventProgram();
  private final Program gateway = new GatewayProgram();
  private final boolean demo;

  // Written on a worker, read by the thread that ends the process.
  private volatile @Nullable DataDirectory data;
  private volatile @Nullable EmbeddedMongo mongo;
  private volatile Optional<FirstAdmin> untold = Optional.empty();
  private volatile Optional<Played> played = Optional.empty();
  private volatile boolean serves;
  private volatile Set<String> servants = Set.of();

  private record Prepared(Settings settings, FirstAdmin admin) {}

  /** The demo, and where it is played. */
  private record Played(Demo demo, Host host) {}

  /**
   * A program that has not begun.
   *
   * @param demo whether it fills its database, which must be empty or a demo's, with something to
   *     look at
   */
  StandaloneProgram(boolean demo) {
    this.demo = demo;
  }

  @Override
  public String name() {
    return "standalone";
  }

  @Override
  public List<String> settings() {
    return List.of("process", "cluster", "mongo", "auth", "event", "gateway", "standalone");
  }

  @Override
  public void check(Settings settings) {
    StandaloneConfig.of(settings);
    Settings supposed = Secrets.supposed(settings);
    Stream.of(auth, event, gateway).forEach(program -> program.check(supposed));
  }

  @Override
  public Future<Void> deploy(Host host) {
    return host.vertx()
        .executeBlocking(() -> prepare(host.settings()))
        .compose(prepared -> deployAll(host.with(prepared.settings()), prepared.admin()));
  }

  private Prepared prepare(Settings settings) {
    DataDirectory directory = DataDirectory.open(StandaloneConfig.of(settings).data());
    data = directory;
    Map<String, String> made = new HashMap<>(Secrets.missing(settings, directory));
    FirstAdmin admin = FirstAdmin.of(settings, directory);
    if (admin.pending()) {
      made.put("BOOTSTRAP_ADMIN_PASSWORD", admin.password());
    }
    if (!settings.has("MONGODB_URI")) {
      made.put("MONGODB_URI", openDatabase(directory));
    }
    return new Prepared(settings.with("standalone", made), admin);
  }

  private String openDatabase(DataDirectory directory) {
    try {
      // Not a constant: a logger must not be made before logging is configured.
      LoggerFactory.getLogger(StandaloneProgram.class)
          .info("Opening the database in {}", directory.path());
      EmbeddedMongo opened = EmbeddedMongo.guarded(directory.directory("database"), this::end);
      mongo = opened;
      return opened.uri();
    } catch (EmbeddedMongoException e) {
      throw new ConfigException("DATA_DIR: " + e.getMessage());
    }
  }

  private void end(EmbeddedMongoException broken) {
    Launcher.abort(
        name(), "DATA_DIR: " + broken.getMessage(), serves ? REFUSALS_LEAVE : Duration.ZERO);
  }

  private Future<Void> deployAll(Host host, FirstAdmin admin) {
    return Future.all(auth.deploy(host), event.deploy(host))
        .onSuccess(deployed -> servants = host.vertx().deploymentIDs())
        .compose(deployed -> gateway.deploy(host))
        .compose(deployed -> admin.works(host))
        .onSuccess(works -> untold = Optional.of(admin).filter(made -> works))
        .compose(works -> demo ? play(host) : Future.succeededFuture());
  }

  /** Last, because a start that fails before it (a port is taken) can then be tried again. */
  private Future<Void> play(Host host) {
    Demo begun = new Demo(Secrets::password, new DemoNotes(Objects.requireNonNull(data)));
    return begun.play(host).onSuccess(done -> played = Optional.of(new Played(begun, host)));
  }

  /** The gateway first, which needs the others for the requests it still has; the database last. */
  @Override
  public Future<Void> undeploy(Vertx vertx) {
    List<String> doors =
        vertx.deploymentIDs().stream().filter(id -> !servants.contains(id)).toList();
    return Future.join(doors.stream().map(vertx::undeploy).toList())
        .eventually(() -> Program.super.undeploy(vertx))
        .eventually(() -> vertx.executeBlocking(this::closeData))
        .mapEmpty();
  }

  private Void closeData() {
    if (mongo != null) {
      mongo.close();
    }
    if (data != null) {
      data.close();
    }
    return null;
  }

  @Override
  public List<String> banner() {
    List<String> lines = new ArrayList<>();
    Stream.of(gateway, auth, event).map(Program::banner).forEach(lines::addAll);
    Optional.ofNullable(data).map(used -> "data       " + used.path()).ifPresent(lines::add);
    untold.map(FirstAdmin::line).ifPresent(lines::add);
    played.map(Played::demo).map(Demo::lines).ifPresent(lines::addAll);
    return lines;
  }

  @Override
  public void bannerPrinted() {
    serves = true;
    untold.ifPresent(FirstAdmin::told);
    played.ifPresent(one -> one.demo().goOn(one.host()));
  }
}
