package io.laurel.gateway;

import io.laurel.bus.BusClient;
import io.laurel.bus.CallGates;
import io.laurel.config.Listening;
import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.http.HttpDoor;
import io.laurel.rate.Rates;
import io.laurel.security.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP in front of the bus: every operation of the contract, and the documents beside them. */
final class GatewayVerticle extends VerticleBase {
  private static final String SLASH = "/";
  private static final Logger LOG = LoggerFactory.getLogger(GatewayVerticle.class);

  private final GatewayConfig config;
  private final MeterRegistry metrics;
  private final HttpDoor door;
  private final BodyConfig bodies;
  private final BodyBudget budget;
  private final CallGates gates;
  private final Rates rates;
  private final @Nullable HttpsCertificate certificate;
  private final Contract contract;
  private final Map<String, Handler<RoutingContext>> documents;
  private final Function<Vertx, TokenVerifier> verifiers;
  private HttpServer server;
  private boolean draining;

  GatewayVerticle(
      GatewayConfig config,
      MeterRegistry metrics,
      HttpDoor door,
      BodyConfig bodies,
      BodyBudget budget,
      CallGates gates,
      Rates rates,
      @Nullable HttpsCertificate certificate,
      Contract contract,
      Map<String, Handler<RoutingContext>> documents,
      Function<Vertx, TokenVerifier> verifiers) {
    this.config = config;
    this.metrics = metrics;
    this.door = door;
    this.bodies = bodies;
    this.budget = budget;
    this.gates = gates;
    this.rates = rates;
    this.certificate = certificate;
    this.contract = contract;
    this.documents = documents;
    this.verifiers = verifiers;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options = config.httpServer();
    server =
        door.server(vertx, certificate == null ? options : certificate.secure(options), router());
    if (certificate != null) {
      certificate.renew(server);
    }
    return Listening.on(server, config.host(), config.sharedPort(), "HTTP_PORT")
        .onSuccess(listening -> LOG.info("Listening on {}:{}", config.host(), port()));
  }

  /** The port it listens on, once started. */
  int port() {
    return server.actualPort();
  }

  private Router router() {
    Router router = Router.router(vertx);
    RequestLog requests = new RequestLog(door.log());
    Route route =
        router
            .route()
            .handler(requests)
            .handler(this::announceEnd)
            .handler(new BodyDrain(vertx, bodies));
    if (!config.origins().isEmpty()) {
      route.handler(new Cors(config.origins(), contract));
    }
    route.handler(routes()).failureHandler(new FailureHandler(requests));
    return router;
  }

  private ContractRouter routes() {
    ContractRouter routes = new ContractRouter();
    documents.forEach((path, document) -> routes.add(HttpMethod.GET, path, document));
    TokenVerifier verifier = verifiers.apply(vertx);
    OperationHandler.Surroundings surroundings =
        new OperationHandler.Surroundings(
            vertx,
            new BodyReader(vertx, config.idleTimeout()),
            budget,
            new ClientAddress(config.trustedProxies()));
    OperationHandler.Service info = new ServiceInfo(contract);
    BusClient bus =
        new BusClient(vertx, config.deadline(), config.longestDeadline(), metrics, gates);
    for (Operation operation : contract.operations()) {
      OperationHandler.Service service =
          operation.address() == null ? info : bus.expect(operation)::request;
      Handler<RoutingContext> handler =
          new OperationHandler(
              surroundings,
              operation,
              new HeadCheck(operation, verifier, rates),
              service,
              bus.deadline(operation));
      HttpMethod method = HttpMethod.valueOf(operation.method());
      routes.add(method, operation.path(), handler);
      if (operation.path().endsWith(SLASH)) {
        routes.add(method, operation.path().replaceAll(SLASH + "$", ""), handler);
      }
    }
    return routes;
  }

  private void announceEnd(RoutingContext context) {
    if (draining && context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    context.next();
  }

  /**
   * Tells clients for a tenth of the time not to come back on their connections, then takes no more
   * and waits for what is in flight: a server that closes at once meets requests on their way.
   */
  @Override
  public Future<?> stop() {
    draining = true;
    long millis = config.shutdownTimeout().toMillis();
    Future<?> announced =
        door.open() > 0 ? vertx.timer(Math.max(1, millis / 10)) : Future.succeededFuture();
    return announced.compose(done -> server.shutdown(millis, TimeUnit.MILLISECONDS));
  }
}
