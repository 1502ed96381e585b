package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.launch.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is released: unpacked somewhere else and started by its one command. */
final class ReleasedArchiveIT {
  private static final Path ARCHIVE = Path.of("target/laurel-standalone.zip");

  @TempDir static Path unpacked;
  private static Path home;

  @TempDir Path directory;

  @BeforeAll
  static void unpack() throws IOException {
    try (ZipFile zip = new ZipFile(ARCHIVE.toFile())) {
      for (ZipEntry entry : List.<ZipEntry>copyOf(zip.stream().toList())) {
        Path target = unpacked.resolve(entry.getName()).normalize();
        assertThat(target).startsWithRaw(unpacked);
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip.getInputStream(entry), target);
        }
      }
    }
    try (Stream<Path> top = Files.list(unpacked)) {
      List<Path> directories = top.toList();
      assertThat(directories).hasSize(1);
      home = directories.get(0);
    }
    // Java's reader of archives does not look at modes; `unzip` does.
    Files.setPosixFilePermissions(
        home.resolve("bin/laurel"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ChildProcess run(Map<String, String> more, String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HTTP_PORT", "0");
    environment.put("MANAGEMENT_PORT", "0");
    environment.putAll(more);
    List<String> command =
        Stream.concat(Stream.of(home.resolve("bin/laurel").toString()), Stream.of(arguments))
            .toList();
    return ChildProcess.start(command, directory, environment);
  }

  @Test
  void start_fromAnotherDirectory_servesAndEnds() throws Exception {
    try (ChildProcess laurel = run(Map.of())) {
      laurel.awaitReady();

      assertThat(laurel.err()).isEmpty();
      assertThat(directory.resolve("data/database")).isDirectory();
      assertThat(laurel.terminate().exitCode()).isZero();
    }
  }

  @Test
  void start_again_byTheClassesOfTheFirst() throws Exception {
    try (ChildProcess first = run(Map.of())) {
      first.awaitReady();
      assertThat(first.terminate().exitCode()).isZero();
    }
    assertThat(archives()).hasSize(1);

    // Which is an end with an error where it cannot be used.
    try (ChildProcess second = run(Map.of("LAUREL_JAVA_OPTIONS", "-Xshare:on"))) {
      second.awaitReady();
      assertThat(second.err()).isEmpty();
      assertThat(second.terminate().exitCode()).isZero();
    }
    assertThat(archives()).hasSize(1);
  }

  @Test
  void start_archiveOfAStartThatFailed_isMadeAnew() throws Exception {
    for (Path archive : archives()) {
      Files.delete(archive);
    }
    try (ChildProcess failing = run(Map.of("HTTP_PORT", "none"))) {
      assertThat(failing.exitCode()).isEqualTo(2);
    }
    List<Path> small = archives();

    try (ChildProcess laurel = run(Map.of())) {
      laurel.awaitReady();
      assertThat(laurel.terminate().exitCode()).isZero();
    }

    assertThat(small).hasSize(1);
    assertThat(archives())
        .singleElement()
        .satisfies(kept -> assertThat(kept.toFile().length()).isGreaterThan(30_000 * 1_024L));
  }

  private static List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  @Test
  void start_noJavaThere_saysSo() throws Exception {
    try (ChildProcess laurel = run(Map.of("JAVA_HOME", directory.toString()))) {
      assertThat(laurel.exitCode()).isEqualTo(2);
      assertThat(laurel.err()).singleElement().asString().contains("JDK or JRE 17");
    }
  }

  @Test
  void version_asked_isToldAtOnce() throws Exception {
    try (ChildProcess laurel = run(Map.of(), "--version")) {
      assertThat(laurel.exitCode()).isZero();
      assertThat(laurel.out()).singleElement().asString().startsWith("laurel standalone ");
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void contents_whatStartsReadsAndBinds_isThere() throws IOException {
    assertThat(home.resolve("LICENSE")).isNotEmptyFile();
    assertThat(home.resolve("NOTICE")).isNotEmptyFile();
    assertThat(home.resolve("licenses/THIRD-PARTY.txt")).isNotEmptyFile();
    assertThat(home.resolve("licenses/licenses")).isNotEmptyDirectory();
    assertThat(home.resolve("docs/settings.md")).isNotEmptyFile();
    assertThat(home.resolve("bin/laurel.cmd")).content().contains("\r\n");
    assertThat(libraries()).isEqualTo(namedByTheManifest());
  }

  private static Set<String> libraries() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files.map(file -> "lib/" + file.getFileName()).collect(Collectors.toSet());
    }
  }

  private static Set<String> namedByTheManifest() throws IOException {
    try (JarFile jar = new JarFile(home.resolve("laurel-standalone.jar").toFile())) {
      String path = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return Set.of(path.split(" ", -1));
    }
  }
}
