package io.laurel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenFilesTest {
  @ParameterizedTest
  @CsvSource({
    "1048576, 10000, 500",
    "10512,   10000, 500",
    "10511,    9999, 500",
    "4096,     3584, 500",
    "1024,      512, 500",
    "600,       150, 150",
    "3,           1,   1"
  })
  void fitting_leavesFilesForTheRest(long files, int all, int perAddress) {
    assertThat(OpenFiles.fitting(new Connections.Bounds(10_000, 500), files))
        .isEqualTo(new Connections.Bounds(all, perAddress));
  }
}
