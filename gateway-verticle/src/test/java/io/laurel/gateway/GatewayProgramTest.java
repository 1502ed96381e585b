package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.bus.CallConfig;
import io.laurel.bus.CallGates;
import io.laurel.bus.TestTokens;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.contract.Operation;
import io.laurel.embedded.TestEngine;
import io.laurel.http.HttpDoor;
import io.laurel.launch.Host;
import io.laurel.management.Readiness;
import io.laurel.mongo.Wire;
import io.laurel.rate.Rates;
import io.laurel.security.ForgedTokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayProgramTest {
  @TempDir Path keys;

  private final Vertx vertx = Vertx.vertx();
  private final GatewayProgram program = new GatewayProgram();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Host host(Map<String, ?> others) throws IOException {
    Files.writeString(
        keys.resolve("1.pem"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(TestTokens.key().publicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");
    return new Host(
        vertx,
        TestGateway.settings(
                Map.of(
                    "AUTH_SIGNING_KEYS", keys.toString(),
                    "MONGODB_URI", TestEngine.uri(),
                    "AUTH_DATABASE", TestEngine.freshDatabase()))
            .with("test", others),
        TestGateway.CONTRACT,
        Clock.systemUTC(),
        new Readiness(vertx));
  }

  @Test
  void deploy_severalInstances_shareOneFreePort() throws IOException {
    program.deploy(host(Map.of("HTTP_INSTANCES", 3))).await();
    assertThat(vertx.deploymentIDs()).as("first, others, revocations, list of services").hasSize(4);
    assertThat(program.banner()).hasSize(3);
    assertThat(program.banner().get(2)).matches("console http://.*/console");
    URI api = URI.create(program.banner().get(0).replaceFirst(".* ", ""));
    assertThat(api.getPort()).isPositive();
    JsonObject info =
        WebClient.create(vertx)
            .requestAbs(HttpMethod.GET, api + "/")
            .send()
            .await()
            .bodyAsJsonObject();
    assertThat(info.getString("status")).isEqualTo("UP");
  }

  @Test
  void deploy_anyPort_isTheSameForEachInstance() throws IOException {
    Settings settings = TestGateway.settings(Map.of("HTTP_PORT", 0));
    GatewayConfig config = GatewayConfig.of(settings);
    BodyConfig bodies = BodyConfig.of(settings, TestGateway.CONTRACT);
    HttpDoor door = GatewayProgram.door(host(Map.of()), config);
    GatewayVerticle[] verticles = new GatewayVerticle[2];
    for (int i = 0; i < verticles.length; i++) {
      verticles[i] =
          new GatewayVerticle(
              config,
              new SimpleMeterRegistry(),
              door,
              bodies,
              new BodyBudget(bodies.maxBuffered()),
              new CallGates(CallConfig.of(settings)),
              Rates.OFF,
              null,
              TestGateway.CONTRACT,
              Map.of(),
              TestTokens::verifier);
      vertx.deployVerticle(verticles[i]).await();
    }
    assertThat(verticles[0].port()).isPositive().isEqualTo(verticles[1].port());
  }

  @Test
  void deploy_portInUse_saysSo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Host host = host(Map.of("HTTP_PORT", taken.getLocalPort()));
      assertThatThrownBy(() -> program.deploy(host).await())
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("HTTP_PORT");
    }
  }

  @Test
  void deploy_noKeys_isAMatterOfConfiguration() throws IOException {
    Host host = host(Map.of());
    Files.delete(keys.resolve("1.pem"));
    assertThatThrownBy(() -> program.deploy(host).await())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("AUTH_SIGNING_KEYS");
  }

  @Test
  void revocationsUnreadable_everyTokenIs503UntilTheyAreReadAgain() throws IOException {
    Wire wire = new Wire(vertx, TestEngine.uri());
    program
        .deploy(
            host(
                Map.of(
                    "MONGODB_URI", wire.uri(),
                    "REVOCATION_POLL_MS", 20,
                    "REVOCATION_MAX_STALENESS_MS", 1_000)))
        .await();
    vertx
        .eventBus()
        .consumer("auth.me", message -> message.reply(new JsonObject()))
        .completion()
        .await();
    assertThat(me().statusCode()).isEqualTo(200);

    wire.cut();
    HttpResponse<Buffer> refused = awaitMe(503);
    assertThat(refused.bodyAsJsonObject().getString("code")).isEqualTo("unavailable");
    assertThat(refused.getHeader("Retry-After")).isEqualTo("1");

    wire.mend();
    awaitMe(200);
  }

  private HttpResponse<Buffer> me() {
    String api = program.banner().get(0).replaceFirst(".* ", "");
    return WebClient.create(vertx)
        .requestAbs(HttpMethod.GET, api + "/auth/me")
        .putHeader("Authorization", "Bearer " + ForgedTokens.rightByThumbprint())
        .send()
        .await();
  }

  /** Asks until the status is that one, for twenty seconds at most. */
  private HttpResponse<Buffer> awaitMe(int status) {
    HttpResponse<Buffer> answer = me();
    for (int i = 0; i < 1_000 && answer.statusCode() != status; i++) {
      vertx.timer(20).await();
      answer = me();
    }
    assertThat(answer.statusCode()).isEqualTo(status);
    return answer;
  }

  @Test
  void peerCheck_failsUntilAPeerOfEachKindHasAnswered() {
    AtomicLong now = new AtomicLong();
    PeerCheck check = new PeerCheck(vertx, TestGateway.CONTRACT, now::get);
    assertThatThrownBy(() -> check.get().await()).isInstanceOf(Exception.class);
    List<MessageConsumer<Object>> peers = new ArrayList<>();
    serve(peers, operation -> !isAuths(operation));
    assertThatThrownBy(() -> check.get().await()).isInstanceOf(Exception.class);
    serve(peers, GatewayProgramTest::isAuths);
    check.get().await();
    peers.forEach(peer -> peer.unregister().await());
    // One that dies while another serves is no reason to send nobody here.
    check.get().await();
    now.addAndGet(Duration.ofSeconds(10).toNanos());
    assertThatThrownBy(() -> check.get().await()).isInstanceOf(Exception.class);
  }

  private static boolean isAuths(Operation operation) {
    return "auth".equals(operation.server());
  }

  private void serve(List<MessageConsumer<Object>> peers, Predicate<Operation> which) {
    TestGateway.CONTRACT.operations().stream()
        .filter(operation -> operation.address() != null && which.test(operation))
        .map(Operation::address)
        .map(
            address ->
                vertx.eventBus().consumer(address, message -> message.fail(401, "who are you?")))
        .forEach(peers::add);
  }
}
