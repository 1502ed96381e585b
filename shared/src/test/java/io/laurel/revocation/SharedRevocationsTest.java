package io.laurel.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.laurel.embedded.TestEngine;
import io.laurel.launch.Host;
import io.laurel.management.ManagementConfig;
import io.laurel.management.ManagementServer;
import io.laurel.management.Readiness;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.Wire;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SharedRevocationsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Wire wire = new Wire(vertx, TestEngine.uri());
  private final String databaseName = TestEngine.freshDatabase();
  private final Readiness readiness = new Readiness(vertx);
  private final Host host =
      new Host(vertx, settings(), Contract.load(), Clock.systemUTC(), readiness);

  private Settings settings() {
    return Settings.defaults(List.of("process", "mongo"))
        .with(
            "test",
            Map.of(
                "MONGODB_URI",
                wire.uri(),
                "AUTH_DATABASE",
                databaseName,
                "REVOCATION_POLL_MS",
                20,
                "REVOCATION_MAX_STALENESS_MS",
                3_000));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void of_askedSeveralTimes_theSameOnes() {
    Future<Revocations> first = SharedRevocations.of(host);
    Future<Revocations> second = SharedRevocations.of(host);

    assertThat(first.await()).isSameAs(second.await());
    assertThat(SharedRevocations.of(host).await()).isSameAs(first.await());
    assertThat(vertx.deploymentIDs()).hasSize(1);
  }

  @Test
  void of_afterUndeploy_others() {
    Revocations first = SharedRevocations.of(host).await();
    vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());

    Host again = new Host(vertx, settings(), host.contract(), host.clock(), new Readiness(vertx));
    assertThat(SharedRevocations.of(again).await()).isNotSameAs(first);
  }

  @Test
  void serverAway_forTooLong_nobodyAdmittedAndNotReadyUntilItIsBack() {
    int management = management();
    Revocations revocations = SharedRevocations.of(host).await();
    assertThat(admits(revocations)).isTrue();
    assertThat(check(management)).isEqualTo("UP");

    wire.cut();
    eventually(() -> !admits(revocations));
    assertThat(check(management)).isEqualTo("DOWN");
    revoke("ses_1");

    wire.mend();
    eventually(revocations::isFresh);
    assertThat(check(management)).isEqualTo("UP");
    assertThat(admits(revocations)).as("revoked while it was away").isFalse();
  }

  @Test
  void serverAway_fromTheStart_startsAndWaitsForIt() {
    wire.cut();
    Revocations revocations = SharedRevocations.of(host).await();
    assertThat(admits(revocations)).isFalse();

    wire.mend();

    eventually(() -> admits(revocations));
  }

  private void revoke(String sessionId) {
    MongoDatabase direct =
        MongoDatabase.open(
            vertx, new MongoConfig(TestEngine.uri(), 1, Duration.ofSeconds(20)), databaseName);
    new MongoRevocationStore(direct)
        .add(Revocation.ofSession(sessionId), Instant.now().plusSeconds(900))
        .eventually(direct::close)
        .await();
  }

  private static boolean admits(Revocations revocations) {
    return revocations
        .guard(token -> Future.succeededFuture(RevocationTest.token(token, 0)))
        .verify("ses_1")
        .transform(verified -> Future.succeededFuture(verified.succeeded()))
        .await();
  }

  private int management() {
    return ManagementServer.start(
            vertx,
            new ManagementConfig("127.0.0.1", 0, 10),
            readiness,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            Clock.systemUTC())
        .await();
  }

  /** What readiness says of revocations. */
  private String check(int port) {
    JsonArray checks =
        WebClient.create(vertx)
            .get(port, "127.0.0.1", "/ready")
            .send()
            .await()
            .bodyAsJsonObject()
            .getJsonArray("checks");
    return checks.stream()
        .map(JsonObject.class::cast)
        .filter(check -> check.getString("id").equals("revocations"))
        .findFirst()
        .orElseThrow()
        .getString("status");
  }

  /** Asks until it is so, for twenty seconds at most. */
  private void eventually(BooleanSupplier condition) {
    for (int i = 0; i < 2_000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      vertx.timer(10).await();
    }
    throw new AssertionError("It never came to be");
  }
}
