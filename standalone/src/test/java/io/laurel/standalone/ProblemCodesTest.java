package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever code a source of any module can fail with, the contract explains, and no other. */
final class ProblemCodesTest {
  private static final Path ROOT = Path.of("..");
  private static final Map<String, Problem> PROBLEMS = Contract.load().problems();

  /** Codes of single items of an answer: no problem bears them. */
  private static final Set<String> OF_ITEMS =
      Set.of("activity-in-future", "activity-too-old", "invalid-player-id", "too-many-activities");

  /** By the methods of {@code Failure} that take a code. */
  private static final Map<String, Integer> STATUS =
      Map.of(
          "badRequest", 400,
          "unauthorized", 401,
          "forbidden", 403,
          "notFound", 404,
          "conflict", 409,
          "preconditionFailed", 412,
          "unprocessable", 422,
          "preconditionRequired", 428);

  private static final Pattern MADE =
      Pattern.compile(
          "\\b(" + String.join("|", STATUS.keySet()) + ")\\(\\s*\"([a-z]+(?:-[a-z]+)*)\"");
  private static final Pattern MADE_OF_STATUS =
      Pattern.compile("\\b(?:of|later)\\(\\s*([1-5][0-9]{2}),\\s*\"([a-z-]+)\"");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 14)) {
      List<String> sources = new ArrayList<>();
      files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> sources.add(text(file)));
      assertThat(sources).hasSizeGreaterThan(300);
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

  private static Map<String, Integer> made() throws IOException {
    Map<String, Integer> made = new HashMap<>();
    for (String source : sources()) {
      Matcher named = MADE.matcher(source);
      while (named.find()) {
        made.put(named.group(2), STATUS.get(named.group(1)));
      }
      Matcher numbered = MADE_OF_STATUS.matcher(source);
      while (numbered.find()) {
        made.put(numbered.group(2), Integer.parseInt(numbered.group(1)));
      }
    }
    return made;
  }

  @Test
  void codes_thatSourcesMake_areExplainedWithTheirStatus() throws IOException {
    Map<String, Integer> made = made();
    assertThat(made).hasSizeGreaterThan(40);
    made.forEach(
        (code, status) ->
            assertThat(PROBLEMS)
                .as("contract/problems.yaml")
                .hasEntrySatisfying(
                    code, problem -> assertThat(problem.status()).as(code).isEqualTo(status)));
  }

  @Test
  void codes_thatAreExplained_standInSources() throws IOException {
    Set<String> literals = new HashSet<>();
    for (String source : sources()) {
      LITERAL.matcher(source).results().forEach(found -> literals.add(found.group(1)));
    }
    assertThat(PROBLEMS.keySet())
        .filteredOn(code -> code.contains("-"))
        .allSatisfy(code -> assertThat(literals).contains(code));
    assertThat(PROBLEMS.keySet()).doesNotContainAnyElementsOf(OF_ITEMS);
  }
}
