package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        "bench/src/main/java/io/laurel/bench/ServerStart.java",
        "shared/src/test/java/io/laurel/launch/ChildProcess.java"
      })
  void start_ofAServer_endsItWhenMemoryIsOut(String file) throws IOException {
    assertThat(Files.readString(ROOT.resolve(file))).contains(FLAG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"laurel", "laurel.cmd"})
  void start_byScript_endsItWhenMemoryIsOut(String file) throws IOException {
    assertThat(Files.readString(Path.of("src/dist/bin").resolve(file))).contains(FLAG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/webhooks.md"})
  void start_asDocumentsSay_isByScript(String file) throws IOException {
    String text = Files.readString(ROOT.resolve(file));

    assertThat(text).contains("standalone/target/bin/laurel").doesNotContain("java -jar");
  }
}
