package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the house's style is to be seen in sources only: of every module. */
final class SourceRulesTest {
  private static final Path ROOT = Path.of("..");
  private static final int MAX_LINES = 250;

  /** Who looks at a clock, and what for. */
  private static final Set<String> MEASURE =
      Set.of(
          // Bounds of loops, which say what never happened.
          "ChildProcess",
          "Patience",
          // Windows that U1 promises, counted in beats in which every process had its turn.
          "Metronome",
          // Ratios of two durations, measured in turns.
          "CodePromisesIT",
          "CredentialCheckTest",
          "PasswordsTest",
          "KnownDevice",
          // No sooner than configured, which no load can break.
          "LoginThrottleTest",
          "RedemptionKit",
          // By its deadline, not by the default one, which is five times as long.
          "AnswerTest",
          // Promises that name seconds, for when a request that failed was sent.
          "Load",
          "NodeEndsIT",
          // A clock that runs ahead, as of who was frozen; a thread that is kept for so long.
          "WatchIT",
          "ClusteredBusIT",
          // A promise that names a second, with room for a busy machine; printed.
          "SessionPromisesIT");

  @Test
  void tests_waitForWhatHappens_neverSleep() throws IOException {
    assertThat(testsWith("\\bsleep\\(|parkNanos\\(")).isEmpty();
  }

  /** It would be forgotten. */
  @Test
  void tests_areNeverSwitchedOff() throws IOException {
    assertThat(testsWith("@(Disabled|Ignore)\\b")).isEmpty();
  }

  @Test
  void tests_measureTime_onlyWhereNamedHere() throws IOException {
    assertThat(testsWith("System\\.(nanoTime|currentTimeMillis)\\(\\)|assertTimeout"))
        .isSubsetOf(MEASURE);
  }

  /** What is longer does more than one thing. */
  @Test
  void classes_areNoLongerThanOneReads() throws IOException {
    assertThat(sources("/src/main/"))
        .allSatisfy(file -> assertThat(text(file).lines().count()).isLessThanOrEqualTo(MAX_LINES));
  }

  /** Who shares a cluster runs in its JVM: by the tag of it, which the POM has an execution for. */
  @ParameterizedTest
  @CsvSource({
    "SharedCluster, SharedCluster, " + SharedCluster.TAG,
    "OutreachCluster, OutreachCluster, " + OutreachCluster.TAG,
    "SharedOutreach, OutreachCluster, " + OutreachCluster.TAG
  })
  void tests_thatShareACluster_haveItsTagOrRunAlone(String shared, String tagged, String tag)
      throws IOException {
    assertThat(testsWith("\\b" + shared + "\\.get\\(\\)"))
        .isNotEmpty()
        .isSubsetOf(testsWith("@Tag\\((" + tagged + "\\.TAG|\"alone\")\\)"));
    assertThat(text(Path.of("pom.xml"))).contains("<groups>" + tag + "</groups>");
  }

  /** Simple names of the test sources in which that stands, but for this one. */
  private static Set<String> testsWith(String regex) throws IOException {
    Pattern pattern = Pattern.compile(regex);
    return sources("/src/test/").stream()
        .filter(file -> pattern.matcher(text(file)).find())
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .filter(name -> !name.equals("SourceRulesTest"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> sources(String kind) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 14)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains(kind))
              .filter(file -> !file.toString().contains("/target/"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(100);
      return sources;
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
