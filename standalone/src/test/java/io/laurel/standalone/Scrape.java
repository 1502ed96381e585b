package io.laurel.standalone;

import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process tells Prometheus, in its text format. */
final class Scrape {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"([^\"]*)\"");
  private static final Pattern PART = Pattern.compile("_(?:bucket|count|sum)$");

  private final Map<String, String> types = new TreeMap<>();
  private final List<Sample> samples = new ArrayList<>();

  /** One line. */
  record Sample(String name, Map<String, String> labels, double value) {}

  private Scrape(String text) {
    for (String line : text.split("\n", -1)) {
      Matcher type = TYPE.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (sample.matches()) {
        samples.add(
            new Sample(
                sample.group(1),
                labels(sample.group(2) == null ? "" : sample.group(2)),
                Double.parseDouble(sample.group(3).replace("Inf", "Infinity"))));
      }
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
    return labels;
  }

  /** Asks a process. */
  static Scrape of(Vertx vertx, String managementUrl) {
    WebClient client = WebClient.create(vertx);
    try {
      return new Scrape(client.getAbs(managementUrl + "/metrics").send().await().bodyAsString());
    } finally {
      client.close();
    }
  }

  /** The families it exports, with their types. */
  Map<String, String> types() {
    return types;
  }

  List<Sample> samples() {
    return samples;
  }

  /** The labels of a family, but for those of the format itself. */
  Set<String> labelsOf(String family) {
    Set<String> labels = new TreeSet<>();
    samples.stream()
        .filter(sample -> sample.name().equals(family) || isPart(sample.name(), family))
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    labels.removeAll(Set.of("le", "quantile"));
    return labels;
  }

  private static boolean isPart(String sample, String family) {
    return sample.startsWith(family) && PART.matcher(sample.substring(family.length())).matches();
  }

  /** The values that a label has in the samples of a family. */
  Set<String> valuesOf(String family, String label) {
    Set<String> values = new HashSet<>();
    samples.stream()
        .filter(sample -> sample.name().startsWith(family) && sample.labels().containsKey(label))
        .forEach(sample -> values.add(sample.labels().get(label)));
    return values;
  }

  /** Which program it is. */
  String program() {
    return valuesOf("laurel_build_info", "program").iterator().next();
  }
}
