package io.laurel.bench;

import io.laurel.bench.load.Load;
import io.laurel.bench.load.Tally;
import io.laurel.bench.load.Tally.Limit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * S4: claims at a steady rate, in turns alone and beside many sign-ins that begin at once.
 *
 * @param pace claims a second
 * @param quiet 99th percentiles of claims alone, in milliseconds, by round
 * @param beside the same beside the sign-ins
 * @param logins how many sign-ins got which status, over all rounds
 * @param possible how many of them the machine could have answered meanwhile: as many a second as
 *     it does where there is nothing else to do, one on each core
 * @param failures claims and sign-ins with an answer that is none of a good server
 */
record LoginBurst(
    int pace,
    List<Double> quiet,
    List<Double> beside,
    Map<Integer, Long> logins,
    double possible,
    long failures) {
  private static final String PASSWORD = "correct-horse-battery-staple";
  private static final int OK = 200;
  private static final int CREATED = 201;

  /** Told to come back, because too many passwords wait to be proved. */
  private static final int UNAVAILABLE = 503;

  private static final int REGISTER_AT_ONCE = 50;

  /**
   * Runs it. Blocks.
   *
   * @param claims never the same twice
   */
  static LoginBurst run(
      Vertx vertx, int port, Load load, BenchOptions options, Supplier<Buffer> claims)
      throws TimeoutException {
    List<String> accounts = register(vertx, port, options.logins());
    Limit round = Limit.of(options.round());
    List<Double> quiet = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    Map<Integer, Long> statuses = new TreeMap<>();
    long failures = load.pace(port, claims, CREATED, round, options.pace()).failures();
    double possible = 0;
    double possibleEachSecond;
    try (Load cores = new Load(Runtime.getRuntime().availableProcessors())) {
      Tally busy = cores.run(port, Requests.logins(accounts, PASSWORD), OK, round);
      possibleEachSecond = Sample.of(busy, Duration.ZERO, Duration.ZERO, 0).perSecond();
      failures += busy.failures();
    }
    try (Load burst = new Load(options.logins())) {
      for (int i = 0; i < options.rounds(); i++) {
        Tally alone = load.pace(port, claims, CREATED, round, options.pace());
        Future<Tally> signingIn =
            burst.burst(port, Requests.logins(accounts, PASSWORD), Set.of(OK, UNAVAILABLE));
        Tally with = load.pace(port, claims, CREATED, round, options.pace());
        Tally logins = signingIn.await(1, TimeUnit.MINUTES);
        possible += possibleEachSecond * logins.elapsed().toNanos() / 1e9;
        quiet.add(alone.millis(990));
        beside.add(with.millis(990));
        logins.statuses().forEach((status, count) -> statuses.merge(status, count, Long::sum));
        failures += alone.failures() + with.failures() + logins.failures();
      }
    }
    return new LoginBurst(options.pace(), quiet, beside, statuses, possible, failures);
  }

  private static List<String> register(Vertx vertx, int port, int count) {
    WebClient client =
        WebClient.create(
            vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
    List<String> names = IntStream.range(0, count).mapToObj(i -> "burst-" + i).toList();
    for (int from = 0; from < count; from += REGISTER_AT_ONCE) {
      Future.all(
              names.subList(from, Math.min(count, from + REGISTER_AT_ONCE)).stream()
                  .map(name -> register(client, name))
                  .toList())
          .await();
    }
    client.close();
    return names;
  }

  private static Future<Void> register(WebClient client, String name) {
    JsonObject account =
        new JsonObject()
            .put("email", name + "@example.com")
            .put("username", name)
            .put("password", PASSWORD);
    return client
        .post("/api/v1/auth/register")
        .sendJsonObject(account)
        .compose(
            answer ->
                answer.statusCode() == CREATED
                    ? Future.succeededFuture()
                    : Future.failedFuture(answer.statusCode() + " " + answer.bodyAsString()));
  }

  /** The 99th percentile beside the sign-ins in that of claims alone. */
  Spread ratio() {
    return Spread.ofRatios(beside, quiet);
  }

  /** Sign-ins that were answered, of those that could have been. */
  double share() {
    return logins.getOrDefault(OK, 0L) / possible;
  }

  /** As printed. */
  String text() {
    Spread ratio = ratio();
    return String.format(
        Locale.ROOT,
        "S4 %d claims a second beside sign-ins that begin at once: p99 %.1f times that of claims"
            + " alone (%.1f-%.1f); %.1f ms, %.1f ms alone; sign-ins by status %s, %.0f %% of those that"
            + " all cores could hash meanwhile",
        pace,
        ratio.median(),
        ratio.min(),
        ratio.max(),
        Spread.of(beside).median(),
        Spread.of(quiet).median(),
        logins,
        100 * share());
  }
}
