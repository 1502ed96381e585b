package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is shipped carries its licenses: ours in each jar, others' in the jar that bundles theirs.
 */
final class ArchiveIT {
  private static final Path TARGET = Path.of("target");
  private static final Path ARCHIVE = TARGET.resolve("laurel-standalone.jar");
  private static final String TEXTS = "META-INF/licenses/";

  /** "(Apache-2.0) (EPL-2.0) Its name (group:artifact:version - url)". */
  private static final Pattern COMPONENT =
      Pattern.compile("\\s*((?:\\([^)]*\\) )+).*\\(([^: ]+):([^: ]+):([^: ]+) - .*\\)");

  private static final Pattern NAME = Pattern.compile("\\(([^)]*)\\)");

  /** One text serves all of these; the others name those who wrote the component. */
  private static final Set<String> SAME_FOR_ALL =
      Set.of("Apache-2.0", "CC0-1.0", "EPL-2.0", "MPL-2.0");

  private record Component(String artifact, String version, List<String> licenses) {
    String jar() {
      return artifact + "-" + version + ".jar";
    }

    /**
     * In a directory with its jar's name, or in a file with the name that its artifacts begin by.
     */
    boolean hasItsOwnText(Set<String> entries) {
      String directory = TEXTS + artifact + "-" + version + "-jar/";
      return entries.stream()
          .filter(entry -> entry.startsWith(TEXTS))
          .anyMatch(
              entry ->
                  entry.startsWith(directory)
                      || (entry.endsWith(".txt")
                          && artifact.startsWith(
                              entry.substring(TEXTS.length(), entry.length() - 4))));
    }

    boolean hasText(Set<String> entries) {
      return hasItsOwnText(entries)
          || licenses.contains("Apache-2.0")
          || licenses.stream()
              .anyMatch(
                  license ->
                      SAME_FOR_ALL.contains(license) && entries.contains(TEXTS + license + ".txt"));
    }
  }

  @Test
  void jars_each_carryLicenseAndNotice() {
    assertThat(ours())
        .hasSizeGreaterThan(5)
        .allSatisfy(
            jar ->
                assertThat(entries(jar))
                    .as("%s", jar)
                    .contains("META-INF/LICENSE", "META-INF/NOTICE"));
  }

  @Test
  void list_namesEachBundledJar() throws IOException {
    Set<String> names =
        bundled()
            .map(jar -> jar.getFileName().toString())
            .filter(name -> !name.startsWith("laurel-"))
            .collect(Collectors.toSet());

    assertThat(components().keySet()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void texts_ofEachBundledJar_areThere() throws IOException {
    Set<String> entries = entries(ARCHIVE);

    assertThat(components().values())
        .allSatisfy(
            component -> assertThat(component.hasText(entries)).as("%s", component).isTrue());
  }

  /** A jar that brings a notice has it under its own name, so none is lost under another's. */
  @Test
  void notices_ofBundledJars_areThere() throws IOException {
    Set<String> entries = entries(ARCHIVE);
    List<Path> noting =
        bundled()
            .filter(jar -> !jar.getFileName().toString().startsWith("laurel-"))
            .filter(jar -> entries(jar).stream().anyMatch(ArchiveIT::isNotice))
            .toList();

    assertThat(noting)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            jar -> {
              String directory =
                  TEXTS + jar.getFileName().toString().replaceFirst("\\.jar$", "-jar/");
              assertThat(entries)
                  .as("%s", jar)
                  .anyMatch(entry -> entry.startsWith(directory) && entry.contains("NOTICE"));
            });
  }

  private static boolean isNotice(String entry) {
    return entry.matches("(META-INF/)?NOTICE(\\.\\w+)?");
  }

  private static List<Path> ours() {
    return Stream.concat(
            Stream.of(ARCHIVE),
            bundled().filter(jar -> jar.getFileName().toString().startsWith("laurel-")))
        .toList();
  }

  private static Map<String, Component> components() throws IOException {
    Map<String, Component> components = new TreeMap<>();
    for (String line : text("META-INF/THIRD-PARTY.txt").split("\n", -1)) {
      Matcher component = COMPONENT.matcher(line);
      if (component.matches()) {
        List<String> licenses = new ArrayList<>();
        Matcher name = NAME.matcher(component.group(1));
        while (name.find()) {
          licenses.add(name.group(1));
        }
        Component found = new Component(component.group(3), component.group(4), licenses);
        components.put(found.jar(), found);
      }
    }
    return components;
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(ARCHIVE.toFile());
        var in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Set<String> entries(Path path) {
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(entry -> entry.getName())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the archive puts on its class path; a directory that is built in twice holds more. */
  private static Stream<Path> bundled() {
    try (JarFile jar = new JarFile(ARCHIVE.toFile())) {
      String path = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return Stream.of(path.split(" ", -1)).map(TARGET::resolve);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
