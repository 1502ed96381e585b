package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that has run out of memory ends; half alive it would hold its place and do nothing. */
final class EveryStartTest {
  private static final Path ROOT = Path.of("..");
  private static final String FLAG = "-XX:+ExitOnOutOfMemoryError";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dockerfile",
        ".ci/cases",
        "bench/src/main/java/io/laurel/bench/ServerProcess.java",
        "shared/src/test/java/io/laurel/launch/ChildProcess.java"
      })
  void start_ofAServer_endsItWhenMemoryIsOut(String file) throws IOException {
    assertThat(Files.readString(ROOT.resolve(file))).contains(FLAG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/webhooks.md"})
  void start_asDocumentsSay_endsItWhenMemoryIsOut(String file) throws IOException {
    List<String> starts =
        Files.readAllLines(ROOT.resolve(file)).stream()
            .filter(line -> line.contains("laurel-standalone.jar"))
            .filter(line -> line.contains("java "))
            .toList();
    assertThat(starts).isNotEmpty().allSatisfy(line -> assertThat(line).contains(FLAG));
  }
}
