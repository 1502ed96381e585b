package io.laurel.gateway;

import io.laurel.bus.CallConfig;
import io.laurel.bus.CallGates;
import io.laurel.config.Listening;
import io.laurel.config.Settings;
import io.laurel.gateway.document.PublicDocuments;
import io.laurel.http.Connections;
import io.laurel.http.HttpDoor;
import io.laurel.http.OpenFiles;
import io.laurel.http.PageFolder;
import io.laurel.launch.Host;
import io.laurel.launch.Program;
import io.laurel.rate.RateConfig;
import io.laurel.rate.Rates;
import io.laurel.revocation.Revocations;
import io.laurel.revocation.SharedRevocations;
import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyRing;
import io.laurel.security.SecurityConfig;
import io.laurel.security.TokenVerifier;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gateway process. */
public final class GatewayProgram implements Program {
  private volatile @Nullable String url;
  private volatile List<PageFolder> folders = List.of();

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public List<String> settings() {
    return List.of("process", "cluster", "mongo", "gateway");
  }

  @Override
  public void check(Settings settings) {
    GatewayConfig.of(settings);
    BodyConfig.check(settings);
    CallConfig.of(settings);
    SecurityConfig.of(settings);
    RateConfig.of(settings);
    SharedRevocations.check(settings);
  }

  @Override
  public Future<Void> deploy(Host host) {
    GatewayConfig config = GatewayConfig.of(host.settings());
    BodyConfig bodies = BodyConfig.of(host.settings(), host.contract());
    SecurityConfig security = SecurityConfig.of(host.settings());
    host.readiness()
        .add("addresses", new PeerCheck(host.vertx(), host.contract(), System::nanoTime));
    return KeyRing.open(host.vertx(), security, host.clock())
        .compose(
            keys ->
                SharedRevocations.of(host)
                    .map(revocations -> verifiers(host, security, keys, revocations))
                    .compose(
                        verifiers ->
                            deployServices(host, config, verifiers.apply(host.vertx()))
                                .compose(
                                    deployed -> instances(host, config, bodies, keys, verifiers))))
        .compose(instances -> deployAll(host.vertx(), config, instances));
  }

  private static Function<Vertx, TokenVerifier> verifiers(
      Host host, SecurityConfig security, KeyRing keys, Revocations revocations) {
    return vertx -> revocations.guard(new JwtVerifier(vertx, keys, security, host.clock()));
  }

  /** Before the port is open, so that whoever asks is answered. */
  private static Future<Void> deployServices(
      Host host, GatewayConfig config, TokenVerifier verifier) {
    return host.vertx()
        .deployVerticle(new ServiceListVerticle(host, verifier, config.shutdownTimeout()))
        .mapEmpty();
  }

  /**
   * What makes one more verticle; they share documents and the budget of bodies, each verifies on
   * its own.
   */
  private Future<Supplier<GatewayVerticle>> instances(
      Host host,
      GatewayConfig config,
      BodyConfig bodies,
      KeyRing keys,
      Function<Vertx, TokenVerifier> verifiers) {
    HttpDoor door = door(host, config);
    BodyBudget budget = new BodyBudget(bodies.maxBuffered());
    CallGates gates = new CallGates(CallConfig.of(host.settings()));
    Rates rates = Rates.shared(host.vertx(), host.settings());
    return host.vertx()
        .executeBlocking(() -> Fixed.of(host, config, keys), false)
        .onSuccess(fixed -> folders = fixed.folders())
        .map(
            fixed ->
                () ->
                    new GatewayVerticle(
                        config,
                        host.metrics(),
                        door,
                        bodies,
                        budget,
                        gates,
                        rates,
                        fixed.certificate(),
                        host.contract(),
                        fixed.documents(),
                        verifiers));
  }

  /**
   * What is read from files before anything is served.
   *
   * @param certificate null where the port speaks plain HTTP
   */
  private record Fixed(
      List<PageFolder> folders,
      Map<String, Handler<RoutingContext>> documents,
      @Nullable HttpsCertificate certificate) {
    /** Blocks. */
    static Fixed of(Host host, GatewayConfig config, KeyRing keys) {
      PublicOrigin origin = new PublicOrigin(new ClientAddress(config.trustedProxies()));
      HttpsConfig https = config.https();
      HttpsCertificate certificate = https == null ? null : new HttpsCertificate(https);
      if (certificate != null) {
        certificate.watch(host.vertx());
      }
      List<PageFolder> folders = PublicDocuments.folders();
      return new Fixed(
          folders, PublicDocuments.load(host.contract(), keys, origin, folders), certificate);
    }
  }

  /** The one of all verticles: bounds are the process's. */
  static HttpDoor door(Host host, GatewayConfig config) {
    ClientAddress addresses = new ClientAddress(config.trustedProxies());
    Connections.Bounds bounds = OpenFiles.fitting(config.connections());
    return new HttpDoor(
        new Connections("public", bounds, addresses::isTrusted, host.metrics()),
        config.idleTimeout(),
        host.clock(),
        RequestLog.of(host.contract(), host.metrics()));
  }

  /** One first, alone: a port in use is then one failure. */
  private Future<Void> deployAll(
      Vertx vertx, GatewayConfig config, Supplier<GatewayVerticle> instances) {
    GatewayVerticle first = instances.get();
    return vertx
        .deployVerticle(first)
        .onSuccess(id -> url = url(config, first.port()))
        .compose(id -> deployOthers(vertx, config, instances));
  }

  private static String url(GatewayConfig config, int port) {
    String url = Listening.url(config.host(), port);
    return config.https() == null ? url : url.replaceFirst("http", "https");
  }

  private static Future<Void> deployOthers(
      Vertx vertx, GatewayConfig config, Supplier<GatewayVerticle> instances) {
    if (config.instances() == 1) {
      return Future.succeededFuture();
    }
    DeploymentOptions others = new DeploymentOptions().setInstances(config.instances() - 1);
    return vertx.deployVerticle(instances, others).mapEmpty();
  }

  @Override
  public List<String> banner() {
    return Stream.concat(
            Stream.of("API " + url + "/api/v1", "documentation " + url + "/docs"),
            folders.stream()
                .map(PageFolder::path)
                .map(path -> path.substring(1) + " " + url + path))
        .toList();
  }
}
