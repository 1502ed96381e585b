package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The dashboard and the alert rules ask for what docs/metrics.md says, and docs/operations.md
 * explains each alert. That Prometheus understands them, {@code .ci/observability} sees.
 */
final class ObservabilityTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern METRIC = Pattern.compile("\\blaurel_[a-z_]+");
  private static final Pattern MATCHER = Pattern.compile("\\b([a-z_]+)!?=~?\"([^\"]*)\"");
  private static final Pattern HEADING =
      Pattern.compile("(?m)^### (Laurel\\w+)\\n\\n(Page|Ticket)\\. ");

  private static Map<String, Map<String, Object>> alerts() throws IOException {
    try (Reader reader = Files.newBufferedReader(ROOT.resolve("deploy/observability/alerts.yml"))) {
      Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(reader);
      return file.get("groups").stream()
          .flatMap(group -> group.get("rules").stream())
          .collect(Collectors.toMap(rule -> (String) rule.get("alert"), rule -> rule));
    }
  }

  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    alerts().values().forEach(rule -> queries.add((String) rule.get("expr")));
    JsonObject dashboard =
        new JsonObject(
            Files.readString(ROOT.resolve("deploy/observability/grafana/dashboards/laurel.json")));
    for (Object panel : dashboard.getJsonArray("panels")) {
      for (Object target : ((JsonObject) panel).getJsonArray("targets", new JsonArray())) {
        queries.add(((JsonObject) target).getString("expr"));
      }
    }
    return queries;
  }

  private static Set<String> operations() {
    Set<String> names =
        Contract.load().operations().stream()
            .map(Operation::id)
            .collect(Collectors.toCollection(TreeSet::new));
    return names;
  }

  @Test
  void queries_askForMetricsOfTheTable() throws IOException {
    Set<String> asked =
        queries().stream()
            .flatMap(query -> METRIC.matcher(query).results().map(MatchResult::group))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(asked).hasSizeGreaterThan(15).isSubsetOf(MetricsTable.series());
  }

  @Test
  void queries_nameValuesThatLabelsHave() throws IOException {
    for (String query : queries()) {
      MATCHER
          .matcher(query)
          .results()
          .forEach(
              matcher -> {
                Set<String> known =
                    matcher.group(1).equals("operation")
                        ? operations()
                        : MetricsTable.values(matcher.group(1));
                if (!known.isEmpty()) {
                  assertThat(known)
                      .as(query)
                      .containsAll(Arrays.asList(matcher.group(2).split("\\|")));
                }
              });
    }
  }

  @Test
  void alerts_eachHasItsParagraph() throws IOException {
    Map<String, String> explained =
        HEADING
            .matcher(Files.readString(ROOT.resolve("docs/operations.md")))
            .results()
            .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2).toLowerCase(Locale.ROOT)));
    Map<String, Object> severities =
        alerts().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    alert -> ((Map<?, ?>) alert.getValue().get("labels")).get("severity")));

    assertThat(explained).isEqualTo(severities);
  }
}
