package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.CallConfig;
import io.laurel.bus.CallGates;
import io.laurel.bus.TestTokens;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.gateway.document.PublicDocuments;
import io.laurel.http.PageFolder;
import io.laurel.launch.Host;
import io.laurel.management.Readiness;
import io.laurel.rate.RateConfig;
import io.laurel.rate.Rates;
import io.laurel.security.KeyRing;
import io.laurel.security.TokenVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** A gateway on a free port, a client of it, and plain consumers where services would be. */
final class TestGateway implements AutoCloseable {
  /** More than any test looks for something in; an endless answer must not be read for ever. */
  private static final int MAX_READ = 100_000;

  static final Contract CONTRACT = Contract.load();

  final Vertx vertx = Vertx.vertx();
  final MeterRegistry metrics = new SimpleMeterRegistry();
  final GatewayVerticle verticle;
  final BodyBudget budget;

  /** The time by which limits on how often somebody may call come back. */
  final AtomicLong nanos = new AtomicLong();

  private final WebClient client;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private String deployment;

  TestGateway() {
    this(CONTRACT, Map.of());
  }

  TestGateway(Contract contract, Map<String, ?> settings) {
    this(contract, settings, TestTokens::verifier);
  }

  TestGateway(
      Contract contract, Map<String, ?> settings, Function<Vertx, TokenVerifier> verifiers) {
    this(contract, settings, verifiers, PublicDocuments.folders());
  }

  TestGateway(
      Contract contract,
      Map<String, ?> settings,
      Function<Vertx, TokenVerifier> verifiers,
      List<PageFolder> folders) {
    vertx.exceptionHandler(uncaught::add);
    Settings all = settings(settings);
    GatewayConfig config = GatewayConfig.of(all);
    BodyConfig bodies = BodyConfig.of(all, contract);
    budget = new BodyBudget(bodies.maxBuffered());
    Host host = new Host(vertx, all, contract, Clock.systemUTC(), new Readiness(vertx), metrics);
    HttpsConfig https = config.https();
    HttpsCertificate certificate = https == null ? null : new HttpsCertificate(https);
    if (certificate != null) {
      certificate.watch(vertx);
    }
    verticle =
        new GatewayVerticle(
            config,
            metrics,
            GatewayProgram.door(host, config),
            bodies,
            budget,
            new CallGates(CallConfig.of(all)),
            new Rates(RateConfig.of(all), nanos::get),
            certificate,
            contract,
            PublicDocuments.load(
                contract,
                KeyRing.of(List.of(TestTokens.key())),
                new PublicOrigin(new ClientAddress(config.trustedProxies())),
                folders),
            verifiers);
    deployment = vertx.deployVerticle(verticle).await();
    client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(verticle.port())
                .setFollowRedirects(false));
  }

  static Settings settings(Map<String, ?> others) {
    Map<String, Object> all =
        new HashMap<>(Map.of("HTTP_PORT", 0, "SHUTDOWN_TIMEOUT_MS", 100, "RATE_LIMITS", "off"));
    all.putAll(others);
    return Settings.defaults(new GatewayProgram().settings()).with("test", all);
  }

  HttpRequest<Buffer> request(HttpMethod method, String uri) {
    return client.request(method, uri);
  }

  HttpRequest<Buffer> request(HttpMethod method, String uri, String token) {
    return client.request(method, uri).putHeader("Authorization", "Bearer " + token);
  }

  HttpResponse<Buffer> get(String uri) {
    return request(HttpMethod.GET, uri).send().await();
  }

  /** Serves an address until {@link #forget()}, as a peer would that has none of our classes. */
  BlockingQueue<Message<JsonObject>> serve(String address, Consumer<Message<JsonObject>> service) {
    BlockingQueue<Message<JsonObject>> seen = new LinkedBlockingQueue<>();
    MessageConsumer<JsonObject> consumer =
        vertx
            .eventBus()
            .consumer(
                address,
                message -> {
                  seen.add(message);
                  service.accept(message);
                });
    consumer.completion().await();
    consumers.add(consumer);
    return seen;
  }

  BlockingQueue<Message<JsonObject>> answer(String address, JsonObject body) {
    return serve(address, message -> message.reply(body));
  }

  void forget() {
    consumers.forEach(consumer -> consumer.unregister().await());
    consumers.clear();
  }

  /** Sends bytes as they are and reads until the gateway closes; {@code \n} becomes CRLF. */
  String raw(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(crlf(request));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), verticle.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Reads until the text has come. */
  static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        return text.append("<closed>").toString();
      }
      if (text.length() == MAX_READ) {
        throw new AssertionError(end + " has not come, but " + text.substring(0, 200));
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Waits until no body is held; ten seconds at most. */
  void awaitNothingHeld() {
    for (int i = 0; i < 1_000 && budget.held() != 0; i++) {
      vertx.timer(10).await();
    }
    assertThat(budget.held()).as("bytes of bodies held").isZero();
  }

  void undeploy() {
    vertx.undeploy(deployment).await();
  }

  /** Fails where anything was thrown on a context and reached nobody. */
  @Override
  public void close() {
    vertx.close().await();
    assertThat(uncaught).as("thrown on a context").isEmpty();
  }
}
