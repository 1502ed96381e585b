package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.security.Role;
import io.laurel.standalone.MetricsTable.Row;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docs/metrics.md says is what the processes of a cluster export, no more and no less. */
@Tag(SharedCluster.TAG)
final class MetricsTableIT {
  private static final Set<String> OF_THE_JVM = Set.of("jvm", "process", "system");

  private static Vertx vertx;
  private static List<Scrape> scrapes;

  @BeforeAll
  static void scrape() throws InterruptedException {
    ClusterOfProcesses cluster = SharedCluster.get();
    vertx = Vertx.vertx();
    try (Api api = new Api(vertx, cluster.url(), 4)) {
      // Something that is refused, and something that is no operation.
      JsonObject wrong =
          new JsonObject().put("login", "nobody").put("password", "wrong-wrong-wrong");
      assertThat(api.post("/auth/login", null, wrong).await().statusCode()).isEqualTo(401);
      // Deliveries are counted by endpoint, so there has to be one.
      JsonObject endpoint =
          new JsonObject()
              .put("name", "Metrics")
              .put("channel", "BUS")
              .put("address", "metrics.rewards");
      String admin = new Tokens(vertx, cluster.keys()).of(Role.ADMIN);
      assertThat(api.post("/endpoints", admin, endpoint).await().statusCode()).isEqualTo(201);
    }
    WebClient client = WebClient.create(vertx);
    String invented = "/invented-" + cluster.port();
    assertThat(
            client.requestAbs(HttpMethod.GET, cluster.url() + invented).send().await().statusCode())
        .isEqualTo(404);
    List<String> urls = cluster.managementUrls();
    scrapes =
        Eventually.see(
            vertx,
            Duration.ofSeconds(20),
            () -> urls.stream().map(url -> Scrape.of(vertx, url)).toList(),
            all -> all.stream().allMatch(MetricsTableIT::knowsItsEndpoints));
  }

  /** An event process sees a new endpoint within a moment. */
  private static boolean knowsItsEndpoints(Scrape scrape) {
    return !scrape.program().equals("event")
        || scrape.types().containsKey("laurel_deliveries_total");
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  private static List<Scrape> of(String program) {
    return scrapes.stream().filter(scrape -> scrape.program().equals(program)).toList();
  }

  private static boolean isOurs(String family) {
    return !OF_THE_JVM.contains(family.substring(0, family.indexOf('_')));
  }

  @Test
  void everyFamily_ofEachProcess_standsInTheTableWithItsTypeAndLabels() {
    for (String program : List.of("gateway", "auth", "event")) {
      Map<String, String> documented = new TreeMap<>();
      for (Row row : MetricsTable.rows()) {
        if (row.isOf(program)) {
          documented.put(row.name(), row.type() + row.labels());
          if (!row.type().equals("gauge") && !row.type().equals("counter")) {
            documented.put(row.name() + "_max", "gauge" + row.labels());
          }
        }
      }
      assertThat(of(program)).as(program).isNotEmpty();
      for (Scrape scrape : of(program)) {
        Map<String, String> exported = new TreeMap<>();
        scrape
            .types()
            .forEach(
                (family, type) -> {
                  if (isOurs(family)) {
                    exported.put(family, type + scrape.labelsOf(family));
                  }
                });
        assertThat(exported).as(program).isEqualTo(documented);
      }
    }
  }

  @Test
  void everyLabel_hasValuesOfTheTable() {
    Contract contract = Contract.load();
    Map<String, Set<String>> allowed = new TreeMap<>();
    Set<String> operations =
        contract.operations().stream()
            .map(Operation::id)
            .collect(Collectors.toCollection(HashSet::new));
    operations.add("none");
    // Services ask it of each other.
    operations.add(contract.operation("player.check").id());
    operations.add(contract.operation("user.names").id());
    allowed.put("operation", operations);
    allowed.put(
        "address",
        contract.operations().stream()
            .map(Operation::address)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet()));
    Set<String> labels = new TreeSet<>();
    MetricsTable.rows().forEach(row -> labels.addAll(row.labels()));
    labels.removeAll(Set.of("version", "code", "endpoint"));

    for (String label : labels) {
      Set<String> known = allowed.getOrDefault(label, MetricsTable.values(label));
      for (Scrape scrape : scrapes) {
        for (String family : List.of("laurel_", "vertx_")) {
          assertThat(known).as(label).containsAll(scrape.valuesOf(family, label));
        }
      }
    }
  }

  @Test
  void durations_haveTheBucketsThatAreDocumented() {
    Scrape gateway = of("gateway").get(0);
    assertThat(gateway.valuesOf("laurel_http_request_duration_seconds_bucket", "le"))
        .containsExactlyInAnyOrder(
            "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0",
            "+Inf");
  }

  @Test
  void requests_countUnderTheirOperation_andNothingThatAClientWrote() {
    List<Scrape.Sample> requests =
        of("gateway").stream()
            .flatMap(gateway -> gateway.samples().stream())
            .filter(
                sample ->
                    sample.name().equals("laurel_http_request_duration_seconds_count")
                        && sample.labels().get("status_class").equals("4xx")
                        && sample.value() > 0)
            .toList();
    assertThat(requests.stream().map(sample -> sample.labels().get("operation")))
        .contains("auth.login", "none")
        .noneMatch(operation -> operation.contains("invented"));
  }
}
