package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who shares a cluster runs in its JVM: by the tag of it, which the POM has an execution for. */
final class SharedClustersTest {
  private static final Path TESTS = Path.of("src", "test", "java", "io", "laurel", "standalone");

  @ParameterizedTest
  @CsvSource({
    "SharedCluster," + SharedCluster.TAG,
    "OutreachCluster," + OutreachCluster.TAG,
    "SharedOutreach," + OutreachCluster.TAG
  })
  void whoSharesOne_hasItsTag_orRunsAlone(String shared, String tag) throws IOException {
    List<Path> users = users(shared + ".get()");

    assertThat(users).isNotEmpty();
    assertThat(users)
        .allSatisfy(
            user ->
                assertThat(Files.readString(user)).containsAnyOf(tagged(tag), "@Tag(\"alone\")"));
    assertThat(Files.readString(Path.of("pom.xml"))).contains("<groups>" + tag + "</groups>");
  }

  private static String tagged(String tag) {
    return tag.equals(SharedCluster.TAG) ? "@Tag(SharedCluster.TAG)" : "@Tag(OutreachCluster.TAG)";
  }

  private static List<Path> users(String call) throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      return files
          .filter(file -> file.toString().endsWith("IT.java"))
          .filter(file -> read(file).contains(call))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
