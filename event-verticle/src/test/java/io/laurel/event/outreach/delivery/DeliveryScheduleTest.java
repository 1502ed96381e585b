package io.laurel.event.outreach.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeliveryScheduleTest {
  private static final String KEY = "DELIVERY_SCHEDULE";

  /** A chance that is no chance. */
  private static final class Always extends Random {
    private static final long serialVersionUID = 1L;

    private final double value;

    Always(double value) {
      this.value = value;
    }

    @Override
    public double nextDouble() {
      return value;
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0, 10000", "0.25, 10500", "0.5, 11000", "0.9995, 11999"})
  void wait_drawn_fromItsValueToAFifthMore(double drawn, long millis) {
    DeliverySchedule schedule = DeliverySchedule.parse(KEY, "0,10");

    assertThat(schedule.wait(1, new Always(drawn))).isEqualTo(Duration.ofMillis(millis));
    assertThat(schedule.wait(0, new Always(drawn))).isEqualTo(Duration.ZERO);
  }

  @Test
  void parse_blanks_passedOver() {
    assertThat(DeliverySchedule.parse(KEY, "0, 5 ,604800").waits())
        .containsExactly(Duration.ZERO, Duration.ofSeconds(5), Duration.ofDays(7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,,2", "x", "-1", "1.5", "604801", "1,"})
  void parse_noWholeSeconds_namesTheKey(String text) {
    assertThatThrownBy(() -> DeliverySchedule.parse(KEY, text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(KEY);
  }

  @Test
  void parse_moreAttemptsThanAHundred_refused() {
    assertThat(DeliverySchedule.parse(KEY, "1,".repeat(99) + "1").attempts()).isEqualTo(100);
    assertThatThrownBy(() -> DeliverySchedule.parse(KEY, "1,".repeat(100) + "1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("100");
  }
}
