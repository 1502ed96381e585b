package io.laurel.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.TestSettings;
import io.laurel.auth.password.PasswordConfig.Queues;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordConfigTest {
  @Test
  void of_defaults_asInConf() {
    assertThat(PasswordConfig.of(TestSettings.with(Map.of())))
        .isEqualTo(
            new PasswordConfig(
                PasswordConfig.workers(
                    Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory()),
                new Queues(200, 200, 100),
                Duration.ofSeconds(4),
                14));
  }

  @ParameterizedTest
  @CsvSource({"1, 4096, 1", "2, 4096, 1", "8, 4096, 4", "64, 4096, 32", "64, 320, 4", "64, 16, 1"})
  void workers_halfTheCoresWithinAQuarterOfTheHeap(int cores, long heapMib, int workers) {
    assertThat(PasswordConfig.workers(cores, heapMib << 20)).isEqualTo(workers);
  }

  @Test
  void of_everyKey_taken() {
    PasswordConfig config =
        PasswordConfig.of(
            TestSettings.with(
                Map.of(
                    "PASSWORD_WORKERS", 5,
                    "PASSWORD_QUEUE", 6,
                    "PASSWORD_OPENING_QUEUE", 17,
                    "PASSWORD_QUEUE_PER_ADDRESS", 18,
                    "PASSWORD_MAX_WAIT_MS", 16,
                    "PASSWORD_BCRYPT_MAX_COST", 7)));

    assertThat(config)
        .isEqualTo(new PasswordConfig(5, new Queues(6, 17, 18), Duration.ofMillis(16), 7));
  }
}
