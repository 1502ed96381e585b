package io.laurel.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What docs/metrics.md says. */
final class MetricsTable {
  private static final Path FILE = Path.of("../docs/metrics.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z_]+)` \\| ([a-z]+) \\| ([^|]*) \\| ([^|]*) \\| \\S.* \\|$");
  private static final Pattern LABEL = Pattern.compile("^\\| `([a-z_]+)`[^|]* \\| (.*) \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private MetricsTable() {}

  /**
   * One metric.
   *
   * @param by the programs that export it; empty where every one does
   */
  record Row(String name, String type, Set<String> labels, Set<String> by) {
    boolean isOf(String program) {
      return by.isEmpty() || by.contains(program);
    }
  }

  static List<Row> rows() {
    return lines().stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(
            row ->
                new Row(
                    row.group(1),
                    row.group(2),
                    codes(row.group(3)),
                    row.group(4).equals("every process")
                        ? Set.of()
                        : new TreeSet<>(Arrays.asList(row.group(4).split(", ")))))
        .toList();
  }

  /** The values that a label may have, as far as they are named; those of all its rows. */
  static Set<String> values(String label) {
    return lines().stream()
        .map(LABEL::matcher)
        .filter(row -> row.matches() && row.group(1).equals(label))
        .flatMap(row -> codes(row.group(2)).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Also those of the names that a histogram's samples have. */
  static Set<String> series() {
    Set<String> names = new TreeSet<>();
    for (Row row : rows()) {
      names.add(row.name());
      if (row.type().equals("histogram")) {
        names.addAll(
            List.of(
                row.name() + "_bucket",
                row.name() + "_count",
                row.name() + "_sum",
                row.name() + "_max"));
      }
    }
    return names;
  }

  private static Set<String> codes(String text) {
    return CODE.matcher(text)
        .results()
        .map(code -> code.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
