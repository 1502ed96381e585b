package io.laurel.bench;

import static io.laurel.bench.BenchSmokeIT.TINY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same of the benches that take long; run by {@code .ci/long}, and nothing of {@code verify}.
 */
final class MoreBenches {
  @TempDir Path directory;

  @Test
  void runClaimables_tinyLoad_measuresEveryScenarioWithoutAFailure() throws Exception {
    ClaimableReport report = ClaimableBench.run(TINY, directory);

    assertThat(report.isClean()).as(report.text()).isTrue();
    assertThat(report.text())
        .contains("60 facts / 10", "facts read 1.0 times", "50 claims a second");
  }

  @Test
  void runDelivery_tinyLoad_measuresEveryScenarioWithoutAFailure() throws Exception {
    DeliveryReport report = DeliveryBench.run(TINY, directory);

    assertThat(report.isClean()).as(report.text()).isTrue();
    assertThat(report.claims()).hasSize(2);
    assertThat(report.text()).contains("delivery parked", "50 of 50", "50 claims a second beside");
  }
}
