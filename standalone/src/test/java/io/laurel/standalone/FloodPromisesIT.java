package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One address floods with connections, pipelined requests, registrations, sign-ins and bodies, all
 * at once, while a known device signs in and claims. It does, and when the flood is over the memory
 * is what it was. How much slower it is, is printed: the flood is made by the same two cores.
 */
final class FloodPromisesIT {
  private static final int ROUNDS = 100;
  private static final long MIB = 1024 * 1024;

  /** What is cached meanwhile (sessions, attempts), and what the collector leaves lying about. */
  private static final long ALLOWANCE = 32 * MIB;

  @TempDir private static Path directory;

  private static Vertx vertx;
  private static StandaloneProcess standalone;
  private static String eventId;
  private static KnownDevice device;

  @BeforeAll
  static void start() throws InterruptedException {
    vertx = Vertx.vertx();
    standalone = StandaloneProcess.start(directory);
    try (Api api = new Api(vertx, standalone.url(), 4)) {
      eventId = eventWithAnUnlimitedReward(api);
    }
    device = new KnownDevice(vertx, standalone.url());
  }

  @AfterAll
  static void stop() {
    device.close();
    standalone.close();
    vertx.close().await();
  }

  private static String eventWithAnUnlimitedReward(Api api) {
    String admin = api.login("admin", StandaloneProcess.ADMIN_PASSWORD);
    JsonObject event =
        new JsonObject()
            .put("name", "Flood")
            .put("startsAt", "2026-01-01T00:00:00Z")
            .put("endsAt", "2099-01-01T00:00:00Z");
    String id = Api.created(api.post("/events", admin, event)).getString("id");
    JsonObject reward =
        new JsonObject()
            .put("name", "Gem")
            .put("type", "ITEM")
            .put("limit", new JsonObject().put("count", 10 * ROUNDS).put("per", "EVENT"));
    Api.created(api.post("/events/" + id + "/rewards", admin, reward));
    JsonObject published = new JsonObject().put("state", "PUBLISHED");
    assertThat(
            api.send(HttpMethod.PUT, "/events/" + id + "/state", admin, published)
                .await()
                .statusCode())
        .isEqualTo(200);
    return id;
  }

  @Test
  void oneAddressFloodsInEveryWay_knownDeviceSignsInAndClaims_memoryAsBefore() throws Exception {
    device.signInAndClaim(eventId, ROUNDS / 2);
    long heapBefore = standalone.heapAfterCollection();
    long residentBefore = standalone.resident();
    List<Duration> quiet = device.signInAndClaim(eventId, ROUNDS);

    List<Duration> flooded;
    String outcomes;
    try (Flood flood = new Flood(standalone.url(), KnownDevice.NAME)) {
      flooded = device.signInAndClaim(eventId, ROUNDS);
      outcomes = flood.outcomes().toString();
    }
    long heap = standalone.heapAfterCollection();

    Duration before = KnownDevice.p99(quiet);
    Duration during = KnownDevice.p99(flooded);
    System.out.printf(
        "flood: %s%nflood: p99 of a sign-in and a claim %d ms, quiet %d ms, ratio %.1f%n",
        outcomes,
        during.toMillis(),
        before.toMillis(),
        (double) during.toNanos() / before.toNanos());
    System.out.printf(
        "flood: heap %d MiB, before %d MiB; resident %d MiB, before %d MiB%n",
        heap / MIB, heapBefore / MIB, standalone.resident() / MIB, residentBefore / MIB);
    assertThat(outcomes).contains("connection", "pipelined 500", "register", "login", "upload");
    assertThat(heap).isLessThan(heapBefore + ALLOWANCE);
  }
}
