package io.laurel.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.contract.RateClass;
import io.laurel.rate.RateConfig.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("process"));

  private static RateConfig of(String text) {
    return RateConfig.of(DEFAULTS.with("test", Map.of("RATE_LIMITS", text)));
  }

  private static Limit perMinute(long count) {
    return new Limit(count, Duration.ofMinutes(1));
  }

  @Test
  void of_nothingSet_theDefaults() {
    assertThat(RateConfig.of(DEFAULTS).limits())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                RateClass.AUTH, perMinute(30),
                RateClass.WRITE, perMinute(600),
                RateClass.READ, perMinute(3_000),
                RateClass.HEAVY, perMinute(30)));
  }

  @Test
  void of_someNamed_theOthersKeepTheirDefaults() {
    assertThat(of("auth=5/1, heavy=7/3600").limits())
        .containsEntry(RateClass.AUTH, new Limit(5, Duration.ofSeconds(1)))
        .containsEntry(RateClass.HEAVY, new Limit(7, Duration.ofHours(1)))
        .containsEntry(RateClass.WRITE, perMinute(600))
        .containsEntry(RateClass.READ, perMinute(3_000));
  }

  @Test
  void of_off_nothingIsLimited() {
    assertThat(of("off").limits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on",
        "OFF",
        "auth",
        "auth=5",
        "auth=5/",
        "auth=0/60",
        "auth=5/0",
        "auth=5/86401",
        "auth=-5/60",
        "auth=5.5/60",
        "auth=5/60,",
        "auth=5/60,auth=6/60",
        "login=5/60",
        "Auth=5/60",
        "auth=5/60,off",
        "auth=9999999999/60"
      })
  void of_anythingElse_refusedByName(String text) {
    assertThatThrownBy(() -> of(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("RATE_LIMITS")
        .hasMessageContaining(text);
  }

  @Test
  void share_ofMany_letsInSomethingEach() {
    assertThat(perMinute(30).share(4)).isEqualTo(perMinute(7));
    assertThat(perMinute(3).share(4)).isEqualTo(perMinute(1));
  }
}
