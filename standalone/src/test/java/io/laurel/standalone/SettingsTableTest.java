package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.config.Settings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/settings.md is what the processes read. */
final class SettingsTableTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z_]+)` \\| (?:`([^`]*)`|–) \\| \\S.* \\|$");
  private static final List<String> FILES =
      List.of("process", "cluster", "mongo", "auth", "event", "gateway");

  private static Map<String, String> table() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/settings.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), row.group(2) == null ? "" : row.group(2));
      }
    }
    return rows;
  }

  private static Map<String, String> defaults() throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    for (String file : FILES) {
      new JsonObject(Files.readString(Path.of("../conf/" + file + ".json")))
          .forEach(
              entry ->
                  defaults.put(
                      entry.getKey(), entry.getValue() == null ? "" : "" + entry.getValue()));
    }
    JsonObject standalone = new JsonObject(Files.readString(Path.of("../conf/standalone.json")));
    standalone.forEach(entry -> defaults.putIfAbsent(entry.getKey(), "" + entry.getValue()));
    return defaults;
  }

  @Test
  void table_ofTheDocuments_namesEveryKeyWithItsDefault() throws IOException {
    assertThat(table()).isEqualTo(defaults());
  }

  @Test
  void everyKey_isInTheJar() throws IOException {
    assertThat(
            Settings.defaults(
                    List.of(
                        "process", "cluster", "mongo", "auth", "event", "gateway", "standalone"))
                .keys())
        .isEqualTo(defaults().keySet());
  }
}
