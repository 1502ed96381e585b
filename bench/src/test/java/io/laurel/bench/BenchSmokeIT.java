package io.laurel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That the bench runs; how fast anything is depends on the machine, and is not asserted. The rest
 * of it is in {@link MoreBenches}.
 */
final class BenchSmokeIT {
  static final BenchOptions TINY =
      BenchOptions.of(
          "--rounds=1",
          "--seconds=0.1",
          "--warm-up=1",
          "--connections=4",
          "--users=300",
          "--events=5",
          "--logins=8",
          "--pace=50",
          "--rest=0",
          "--stored=2000",
          "--deliveries=50",
          "--running=5",
          "--facts=60");

  @TempDir Path directory;

  @Test
  void run_tinyLoad_measuresEveryScenarioWithoutAFailure() throws Exception {
    Report report = Bench.run(TINY, directory);

    assertThat(report.isClean()).as(report.text()).isTrue();
    assertThat(report.duels()).hasSize(4);
    assertThat(report.text()).contains("S1 read", "S2 claim", "S4 50 claims", "S5 start");
    assertThat(report.duels())
        .allSatisfy(duel -> assertThat(duel.allocation().median()).isPositive());
    assertThat(report.steadies()).hasSize(4);
  }

  @Test
  void runMillion_tinyLoad_measuresEveryScenarioWithoutAFailure() throws Exception {
    MillionReport report = MillionBench.run(TINY, directory);

    assertThat(report.isClean()).as(report.text()).isTrue();
    assertThat(report.duels()).hasSize(3);
    assertThat(report.text()).contains("2000 claims stored", "S2 claim", "/me/claims", "export of");
  }
}
