package io.laurel.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.TestSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccessTokenConfigTest {
  @Test
  void of_defaults_takenForTheirLifeAndWhateverClocksSay() {
    AccessTokenConfig config = AccessTokenConfig.of(TestSettings.with(Map.of()));

    assertThat(config.ttl()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.takenFor()).isEqualTo(Duration.ofMinutes(18));
  }

  @Test
  void of_everyKey_taken() {
    AccessTokenConfig config =
        AccessTokenConfig.of(
            TestSettings.with(
                Map.of("ACCESS_TOKEN_TTL_SECONDS", 1, "TOKEN_CLOCK_SKEW_SECONDS", 2)));

    assertThat(config)
        .isEqualTo(new AccessTokenConfig(Duration.ofSeconds(1), Duration.ofSeconds(2)));
  }
}
