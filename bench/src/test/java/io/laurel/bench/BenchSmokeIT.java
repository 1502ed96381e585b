package io.laurel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the bench runs; how fast anything is depends on the machine, and is not asserted. */
final class BenchSmokeIT {
  @TempDir Path directory;

  @Test
  void run_tinyLoad_measuresEveryScenarioWithoutAFailure() throws Exception {
    BenchOptions tiny =
        BenchOptions.of(
            "--rounds=1",
            "--seconds=0.1",
            "--warm-up=1",
            "--connections=4",
            "--users=300",
            "--events=5",
            "--logins=8",
            "--pace=50",
            "--rest=0");

    Report report = Bench.run(tiny, directory);

    assertThat(report.isClean()).as(report.text()).isTrue();
    assertThat(report.duels()).hasSize(4);
    assertThat(report.text()).contains("S1 read", "S2 claim", "S4 50 claims", "S5 start");
  }
}
