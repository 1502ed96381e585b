package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.launch.ChildProcess;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** U1 and U2 of one of two event processes under load: it drains, it freezes and comes back. */
@Tag(SharedCluster.TAG)
final class NodeEndsIT {
  private static final int CLIENTS = 8;
  private static final Duration START = Duration.ofMinutes(2);

  private final Vertx vertx = Vertx.vertx();
  private ClusterOfProcesses cluster;
  private Api api;
  private String staff;
  private String eventId;

  @BeforeEach
  void start() {
    cluster = SharedCluster.get();
    api = new Api(vertx, cluster.url(), CLIENTS + 1);
    staff = new Tokens(vertx, cluster.keys()).of(Role.ADMIN);
    eventId = api.publishedEvent(staff, null);
    awaitHealthy(2, START);
  }

  @AfterEach
  void stop() throws InterruptedException {
    api.close();
    vertx.close().await();
    cluster.replaceKilled();
  }

  private Load reads() {
    return new Load(CLIENTS, () -> api.get("/events/" + eventId, staff));
  }

  /** The nodes that serve reads of events and say that they are ready. */
  private Set<String> healthy() {
    var answer = api.get("/services", staff).await();
    if (answer.statusCode() != 200) {
      return Set.of();
    }
    return answer.bodyAsJsonObject().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(item -> item.getString("address").equals("event.get"))
        .flatMap(item -> item.getJsonArray("instances").stream())
        .map(JsonObject.class::cast)
        .filter(instance -> instance.getBoolean("healthy"))
        .map(instance -> instance.getString("node"))
        .collect(Collectors.toSet());
  }

  private Set<String> awaitHealthy(int count, Duration bound) {
    return Eventually.see(vertx, bound, this::healthy, nodes -> nodes.size() == count);
  }

  private static void signal(String name, ChildProcess process)
      throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  private void awaitAnswers(Load load, int more) {
    int before = load.answers();
    Eventually.see(
        vertx, Duration.ofSeconds(60), load::answers, answers -> answers >= before + more);
  }

  @Test
  void u2_oneEventProcessEndsGently_everyRequestIsAnswered() throws Exception {
    Load load = reads();
    awaitAnswers(load, 100);

    ChildProcess ending = cluster.releaseOneEventProcess();
    assertThat(ending.terminate().exitCode()).isZero();
    awaitAnswers(load, 100);

    assertThat(load.stop()).isEmpty();
    awaitHealthy(1, Duration.ofSeconds(10));
  }

  @Test
  void u1_oneEventProcessIsKilled_readsAreAnsweredByTheOther() throws Exception {
    Load load = reads();
    awaitAnswers(load, 100);

    long killed = System.nanoTime();
    cluster.killOneEventProcess();
    awaitAnswers(load, 500);

    assertThat(load.stop())
        .allMatch(
            failed -> failed.ended() - killed < TimeUnit.SECONDS.toNanos(2),
            "failed within two seconds");
  }

  @Test
  void u1_oneEventProcessFreezes_isLeftOutAndServesAgain() throws Exception {
    Set<String> both = healthy();
    ChildProcess frozen = cluster.oldestEventProcess();
    Load load = reads();
    awaitAnswers(load, 100);

    long stopped = System.nanoTime();
    signal("STOP", frozen);
    Set<String> one = awaitHealthy(1, Duration.ofSeconds(20));
    vertx.timer(Duration.ofSeconds(6).toMillis()).await();
    awaitAnswers(load, 500);
    List<Load.Outcome> failed = load.stop();
    Instant thawed = Instant.now();
    signal("CONT", frozen);

    assertThat(failed)
        .allMatch(
            outcome -> outcome.ended() - stopped < TimeUnit.SECONDS.toNanos(6),
            "failed within six seconds");
    assertThat(both).containsAll(one);
    assertThat(awaitHealthy(2, Duration.ofSeconds(15))).isEqualTo(both);
    assertThat(Duration.between(thawed, Instant.now())).isLessThan(Duration.ofSeconds(15));
    load = reads();
    awaitAnswers(load, 200);
    assertThat(load.stop()).isEmpty();
  }

  @Test
  void serviceList_everyAddressOfTheContract_hasWhoAnswersIt() {
    JsonObject services = api.get("/services", staff).await().bodyAsJsonObject();

    assertThat(services.getJsonArray("items").stream().map(item -> ((JsonObject) item)))
        .extracting(item -> item.getString("address"))
        .containsExactlyInAnyOrderElementsOf(
            AccessTable.rows().stream()
                .map(AccessTable.Row::address)
                .filter(Objects::nonNull)
                .toList());
    assertThat(services.getJsonArray("items").stream().map(item -> ((JsonObject) item)))
        .allSatisfy(
            item ->
                assertThat(item.getJsonArray("instances"))
                    .as(item.getString("address"))
                    .isNotEmpty()
                    .allSatisfy(
                        instance -> {
                          JsonObject node = (JsonObject) instance;
                          assertThat(node.getString("node")).isNotBlank();
                          assertThat(node.getString("version")).isNotBlank();
                          assertThat(Instant.parse(node.getString("since")))
                              .isBefore(Instant.now());
                        }));
  }
}
