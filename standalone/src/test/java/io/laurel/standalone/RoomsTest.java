package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The map in ARCHITECTURE.md is the tree, and every room says what it is for. */
final class RoomsTest {
  private static final Path ROOT = Path.of("..");

  /** A module, and the package of its own that holds its rooms. */
  private static final Map<String, String> MODULES =
      new TreeMap<>(
          Map.of(
              "shared", "io/laurel",
              "auth-verticle", "io/laurel/auth",
              "event-verticle", "io/laurel/event",
              "gateway-verticle", "io/laurel/gateway",
              "standalone", "io/laurel/standalone",
              "embedded-mongo", "io/laurel/embedded",
              "console", "io/laurel/console",
              "bench", "io/laurel/bench"));

  private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[([a-z-]+)]\\(\\1\\) \\|(.*)$");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** What a sign says: a sentence of purpose, then who may call. */
  private static final Pattern SIGN =
      Pattern.compile(
          "/\\*\\*\\W+[A-Z].*\\.[\\s*]+Called[\\s*]+(by|over)\\b.*\\*/", Pattern.DOTALL);

  /** Rooms in which null is not marked yet: none is added, and which is marked leaves the list. */
  private static final Set<String> UNMARKED =
      new TreeSet<>(Set.of("bench/", "bench/load", "bench/yardstick"));

  /** Directories of a module's main sources that hold a class. */
  private static Set<Path> rooms(String module) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .map(Path::getParent)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(String module, Path room) {
    Path home = ROOT.resolve(module).resolve("src/main/java").resolve(MODULES.get(module));
    return home.relativize(room).toString().replace('\\', '/');
  }

  @Test
  void map_namesEveryRoomOfEveryModule() throws IOException {
    Map<String, Set<String>> tree = new TreeMap<>();
    for (String module : MODULES.keySet()) {
      tree.put(
          module,
          rooms(module).stream()
              .map(room -> name(module, room))
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    assertThat(map()).isEqualTo(tree);
  }

  private static Map<String, Set<String>> map() throws IOException {
    Map<String, Set<String>> map = new TreeMap<>();
    for (MatchResult row : results(ROW, Files.readString(ROOT.resolve("ARCHITECTURE.md")))) {
      map.put(
          row.group(1),
          results(NAME, row.group(2)).stream()
              .map(name -> name.group(1))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
    return map;
  }

  private static List<MatchResult> results(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  /** NullAway checks those alone. */
  @Test
  void rooms_areNullMarked_butForThoseOfTheList() throws IOException {
    Set<String> unmarked = new TreeSet<>();
    for (String module : MODULES.keySet()) {
      for (Path room : rooms(module)) {
        if (!Files.readString(room.resolve("package-info.java")).contains("@NullMarked")) {
          unmarked.add(module + "/" + name(module, room));
        }
      }
    }
    assertThat(unmarked).isEqualTo(UNMARKED);
  }

  @Test
  void modules_areThoseOfTheBuild() throws IOException {
    Set<String> withSources = new TreeSet<>();
    Pattern module = Pattern.compile("<module>([a-z-]+)</module>");
    for (MatchResult found : results(module, Files.readString(ROOT.resolve("pom.xml")))) {
      if (Files.exists(ROOT.resolve(found.group(1)).resolve("src/main/java"))) {
        withSources.add(found.group(1));
      }
    }
    assertThat(withSources).isEqualTo(MODULES.keySet());
  }

  @TestFactory
  Stream<DynamicTest> room_saysWhatItIsForAndWhoMayCall() {
    return MODULES.keySet().stream()
        .flatMap(module -> rooms(module).stream())
        .map(
            room ->
                DynamicTest.dynamicTest(
                    ROOT.relativize(room).toString(),
                    () ->
                        assertThat(Files.readString(room.resolve("package-info.java")))
                            .containsPattern(SIGN)));
  }
}
