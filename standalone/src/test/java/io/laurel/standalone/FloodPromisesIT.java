package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One address floods with connections, pipelined requests, registrations, sign-ins and bodies, all
 * at once, while a known device signs in and claims. It does, and when the flood is over the memory
 * is what it was. How much slower it is, is printed: the flood is made by the same two cores.
 */
@Tag("alone")
final class FloodPromisesIT {
  private static final int ROUNDS = 40;
  private static final long MIB = 1024 * 1024;

  /** What is cached meanwhile (sessions, attempts), and what the collector leaves lying about. */
  private static final long ALLOWANCE = 32 * MIB;

  private static final Duration SETTLING = Duration.ofSeconds(60);

  @TempDir private static Path directory;

  private static Vertx vertx;
  private static StandaloneProcess standalone;

  /** One for each time the device claims: a player may have a reward a hundred times. */
  private static List<String> events;

  private static KnownDevice device;

  @BeforeAll
  static void start() throws InterruptedException {
    vertx = Vertx.vertx();
    standalone = StandaloneProcess.start(directory);
    try (Api api = new Api(vertx, standalone.url(), 4)) {
      String admin = api.login("admin", StandaloneProcess.ADMIN_PASSWORD);
      events = Stream.generate(() -> event(api, admin)).limit(3).toList();
    }
    device = new KnownDevice(vertx, standalone.url());
  }

  @AfterAll
  static void stop() {
    device.close();
    standalone.close();
    vertx.close().await();
  }

  private static String event(Api api, String admin) {
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
            .put("limit", new JsonObject().put("count", ROUNDS).put("per", "EVENT"));
    Api.created(api.post("/events/" + id + "/rewards", admin, reward));
    api.publish(admin, id);
    return id;
  }

  @Test
  void oneAddressFloodsInEveryWay_knownDeviceSignsInAndClaims_memoryAsBefore() throws Exception {
    device.signInAndClaim(events.get(0), ROUNDS / 2);
    long heapBefore = standalone.heapAfterCollection();
    long residentBefore = standalone.resident();
    List<Duration> quiet = device.signInAndClaim(events.get(1), ROUNDS);

    List<Duration> flooded;
    String outcomes;
    try (Flood flood = new Flood(standalone.url(), KnownDevice.NAME)) {
      flooded = device.signInAndClaim(events.get(2), ROUNDS);
      outcomes = flood.outcomes().toString();
    }
    long heap = heapBelow(heapBefore + ALLOWANCE);

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
    assertThat(outcomes)
        .contains("connection", "pipelined 500", "register", "login", "upload answered");
    assertThat(heap).isLessThan(heapBefore + ALLOWANCE);
  }

  /** What is used once what the flood left waiting is done: a hash that is reckoned has 19 MiB. */
  private static long heapBelow(long bound) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(SETTLING);
    long heap;
    do {
      heap = standalone.heapAfterCollection();
    } while (heap >= bound && Instant.now().isBefore(end));
    return heap;
  }
}
